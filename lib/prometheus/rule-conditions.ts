import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'

export const comparisons = ['>', '>=', '<', '<=', '==', '!='] as const
export type Comparison = (typeof comparisons)[number]

/** What a value is held against: a number, or what another expression yields. */
export type Limit = { kind: 'number'; number: number; text: string } | { kind: 'expression'; expr: string }

/**
 * One way for a rule to fire: `value comparison limit`, and `also` (with its `and` or `unless`) where more must hold.
 * `matching` is what stands between comparison and limit, such as `on (pod)`. All are slices of the expression.
 */
export type Condition = {
  value: string
  comparison: Comparison
  matching: string | null
  limit: Limit
  also: string | null
}

const comparisonOf: Readonly<Record<string, Comparison>> = {
  Gtr: '>',
  Gte: '>=',
  Lss: '<',
  Lte: '<=',
  Eql: '==',
  Neq: '!=',
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
}

function withoutParentheses(node: SyntaxNode): SyntaxNode {
  const inner = node.name === 'ParenExpr' ? node.firstChild : null
  return inner ? withoutParentheses(inner) : node
}

function operandsOf(node: SyntaxNode) {
  const { firstChild: left, lastChild: right } = node
  const operator = left?.nextSibling
  return left && right && operator && operator.from < right.from ? { left, operator, right } : null
}

/** A number as PromQL writes it; null for what JavaScript reads otherwise, such as `5m`. */
function numberOf(node: SyntaxNode, text: string): number | null {
  if (node.name !== 'NumberDurationLiteral') return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}

type Operands = NonNullable<ReturnType<typeof operandsOf>>

function comparisonCondition(expr: string, { left, operator, right }: Operands): Condition | null {
  const comparison = comparisonOf[operator.name]
  const clause = operator.nextSibling
  if (!comparison || clause?.name === 'BoolModifier') return null
  const text = (node: SyntaxNode) => expr.slice(node.from, node.to)
  const matching = clause?.name === 'MatchingModifierClause' ? text(clause) : null
  const [first, second] = [numberOf(left, text(left)), numberOf(right, text(right))]
  if (first !== null && second === null) {
    const limit: Limit = { kind: 'number', number: first, text: text(left) }
    return { value: text(right), comparison: mirrored[comparison], matching, limit, also: null }
  }
  const limit: Limit =
    second === null ? { kind: 'expression', expr: text(right) } : { kind: 'number', number: second, text: text(right) }
  return { value: text(left), comparison, matching, limit, also: null }
}

function conditionsOf(expr: string, outer: SyntaxNode): Condition[] | null {
  const node = withoutParentheses(outer)
  const operands = node.name === 'BinaryExpr' ? operandsOf(node) : null
  if (!operands) return null
  const { left, operator, right } = operands
  if (operator.name === 'Or') {
    const [first, second] = [conditionsOf(expr, left), conditionsOf(expr, right)]
    return first && second ? [...first, ...second] : null
  }
  if (operator.name === 'And' || operator.name === 'Unless') {
    const rest = expr.slice(operator.from, right.to)
    const join = (also: string | null) => (also === null ? rest : `${also} ${rest}`)
    return conditionsOf(expr, left)?.map((one) => ({ ...one, also: join(one.also) })) ?? null
  }
  const condition = comparisonCondition(expr, operands)
  return condition && [condition]
}

/**
 * The comparisons that decide whether a rule fires, one for each side of its `or`s. Null where a rule fires by the mere
 * presence of series (`absent(…)`, a flag), and for text that is no PromQL.
 */
export function ruleConditions(expr: string): Condition[] | null {
  const tree = parser.parse(expr)
  let broken = false
  tree.iterate({
    enter: ({ type }) => {
      if (type.isError) broken = true
    },
  })
  const top = tree.topNode.firstChild
  return broken || !top ? null : conditionsOf(expr, top)
}
