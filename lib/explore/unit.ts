import type { SyntaxNode } from '@lezer/common'
import { childrenOf, parseQuery, unwrap } from './promql-text'

/** Functions whose result has the unit of what they are given. */
const keepsUnit = new Set(
  (
    'abs avg_over_time ceil clamp clamp_max clamp_min delta double_exponential_smoothing first_over_time floor idelta ' +
    'increase label_join label_replace last_over_time max_over_time min_over_time predict_linear quantile_over_time ' +
    'round scalar sort sort_by_label sort_by_label_desc sort_desc stddev_over_time sum_over_time vector'
  ).split(' '),
)
const perSecond = new Set(['rate', 'irate', 'deriv'])
const countsThings = new Set(['count_over_time', 'changes', 'resets'])
const keepingAggregates = new Set('sum avg min max topk bottomk quantile stddev limitk limit_ratio'.split(' '))
const leftDecides = new Set(['And', 'Or', 'Unless', 'Eql', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte'])
const histogramQuantiles = new Set(['histogram_quantile', 'histogram_avg'])

function rateOf(unit: string | null): string | null {
  if (unit === null || unit === 'count') return 'per-second'
  return unit.includes('/') || unit === 'unix-seconds' ? null : `${unit}/s`
}

/**
 * The unit of what an expression gives, where it follows from the units of its metrics; null where it does not. `unitOf` knows the
 * unit of a series by its name.
 */
export function inferUnit(query: string, unitOf: (series: string) => string | null): string | null {
  const text = (node: SyntaxNode | undefined) => (node ? query.slice(node.from, node.to) : '')

  function argumentsOf(node: SyntaxNode): SyntaxNode[] {
    const body = childrenOf(node).find((child) => child.name === 'FunctionCallBody')
    return body ? childrenOf(body) : []
  }

  function ofCall(node: SyntaxNode): string | null {
    const name = text(childrenOf(node)[0])
    const given = argumentsOf(node)
    const measured = given.find((one) => !['NumberDurationLiteral', 'StringLiteral'].includes(unwrap(one).name))
    if (name === 'time') return 'unix-seconds'
    if (countsThings.has(name)) return 'count'
    if (!measured) return null
    if (histogramQuantiles.has(name)) return ofBuckets(measured)
    if (perSecond.has(name)) return rateOf(unitIn(measured))
    return keepsUnit.has(name) ? unitIn(measured) : null
  }

  /** The buckets' base metric tells what was measured: `x_bucket` counts observations of `x`. */
  function ofBuckets(node: SyntaxNode): string | null {
    const names: string[] = []
    node.cursor().iterate((inner) => {
      if (inner.name === 'VectorSelector') names.push(text(inner.node.firstChild ?? undefined))
    })
    const units = new Set(names.map((name) => unitOf(name.replace(/_bucket$/, ''))))
    const [only] = units
    return units.size === 1 ? (only ?? null) : null
  }

  function ofBinary(node: SyntaxNode): string | null {
    const [left, ...rest] = childrenOf(node)
    const compared = rest.some((child) => leftDecides.has(child.name))
    const isBool = rest.some((child) => child.name === 'BoolModifier')
    return left && compared && !isBool ? unitIn(left) : null
  }

  function unitIn(given: SyntaxNode): string | null {
    const node = unwrap(given)
    const [first] = childrenOf(node)
    switch (node.name) {
      case 'VectorSelector':
        return first?.name === 'Identifier' ? unitOf(text(first)) : null
      case 'FunctionCall':
        return ofCall(node)
      case 'AggregateExpr': {
        const name = text(first)
        if (name === 'count') return 'count'
        const measured = argumentsOf(node).at(-1)
        return measured && keepingAggregates.has(name) ? unitIn(measured) : null
      }
      case 'BinaryExpr':
        return ofBinary(node)
      case 'UnaryExpr':
        return first?.nextSibling ? unitIn(first.nextSibling) : null
      case 'MatrixSelector':
      case 'SubqueryExpr':
      case 'OffsetExpr':
      case 'StepInvariantExpr':
        return first ? unitIn(first) : null
      default:
        return null
    }
  }

  const top = parseQuery(query)
  const [root] = top ? childrenOf(top) : []
  return root ? unitIn(root) : null
}
