import { escapeLabelValue } from '@/lib/prometheus/promql'
import type { Comparison, Condition } from '@/lib/prometheus/rule-conditions'
import type { Labels } from '@/lib/prometheus/schema'

// PromQL for the chart of a rule. The members worth a line are found by how near they are to firing; then only they are asked
// over the range, by joining with a vector of their label sets, because a rule may look at thousands of series.

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/** How far a value is beyond its limit: what fires comes out on top, and next what is nearest to it. */
export function rankQuery(condition: Condition, top: number): string {
  const { value, comparison, matching, limit } = condition
  const against =
    limit.kind === 'number' ? `(${value}) - ${limit.text}` : `(${value}) - ${matching ?? ''} (${limit.expr})`
  const nearest: Readonly<Record<Comparison, string>> = {
    '>': `topk(${top}, ${against})`,
    '>=': `topk(${top}, ${against})`,
    '<': `bottomk(${top}, ${against})`,
    '<=': `bottomk(${top}, ${against})`,
    '==': `bottomk(${top}, abs(${against}))`,
    '!=': `topk(${top}, abs(${against}))`,
  }
  return nearest[comparison]
}

export function countQuery({ value }: Condition): string {
  return `count(${value})`
}

/** One sample with these labels. In a replacement `$` would begin a reference. */
function sampleOf(labels: Labels): string {
  return Object.entries(labels).reduce(
    (inner, [name, value]) =>
      `label_replace(${inner}, "${name}", "${escapeLabelValue(value).replaceAll('$', '$$$$')}", "", "")`,
    'vector(1)',
  )
}

/** Of what `expr` yields, only the series that have the labels of one of `members`. */
export function onlyMembers(expr: string, members: readonly Labels[]): string {
  const named = members.map((labels) =>
    Object.fromEntries(Object.entries(labels).filter(([name]) => name !== '__name__' && labelName.test(name))),
  )
  const names = [...new Set(named.flatMap((labels) => Object.keys(labels)))].sort()
  if (names.length === 0) return expr
  const distinct = [...new Map(named.map((labels) => [JSON.stringify(Object.entries(labels).sort()), labels])).values()]
  return `(${expr}) and on (${names.join(', ')}) (${distinct.map(sampleOf).join(' or ')})`
}

/** How many series meet a condition that compares nothing, 0 when none does. */
export function presenceQuery(expression: string): string {
  return `count(${expression}) or vector(0)`
}
