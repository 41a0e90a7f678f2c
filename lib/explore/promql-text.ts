import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'

/** One place in an expression that reads series. */
export type SelectorUse = {
  /** The vector selector as it stands in the text. */
  text: string
  /** Length of the range behind it (`[5m]`); 0 for none. */
  windowSeconds: number
  /** How often it is evaluated for one evaluation of the whole: subqueries multiply. */
  repeats: number
}

export type QueryText = {
  /** False when the grammar of this console does not cover the text: a mistake, or syntax newer than it. */
  readable: boolean
  uses: SelectorUse[]
  /** The expression as a whole is a range vector: it prints samples. */
  isRangeVector: boolean
}

const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
}

/** What a subquery without a step uses is the server's own evaluation interval, which is rarely shorter than this. */
const defaultSubqueryStepSeconds = 15

/** `1h30m`, `90s` or plain seconds, as PromQL writes them; null for other text. */
export function readDuration(text: string): number | null {
  const plain = text.replaceAll('_', '').trim()
  if (/^[+]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return Number(plain)
  if (!/^(\d+(ms|[smhdwy]))+$/.test(plain)) return null
  let seconds = 0
  for (const [, amount, unit] of plain.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    seconds += Number(amount) * (unitSeconds[unit ?? ''] ?? 0)
  }
  return seconds
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

/** The expression inside any number of brackets. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  const [inner] = node.name === 'ParenExpr' ? childrenOf(node) : []
  return inner ? unwrap(inner) : node
}

export function parseQuery(text: string): SyntaxNode {
  return parser.parse(text).topNode
}

export { childrenOf }

/** Nobody writes deeper; a text that goes deeper is one that means harm. */
const maxDepth = 400

type Context = { windowSeconds: number; repeats: number }

/** Collects what an expression reads. Pure; the text may be anything. */
export function readQueryText(text: string): QueryText {
  const uses: SelectorUse[] = []
  let readable = true

  function duration(node: SyntaxNode | undefined): number | null {
    return node ? readDuration(text.slice(node.from, node.to)) : null
  }

  function visit(node: SyntaxNode, context: Context, depth: number): void {
    if (node.type.isError || depth > maxDepth) {
      readable = false
      return
    }
    if (node.name === 'VectorSelector') {
      // The grammar's error recovery may still have found a mistake inside, so the walk goes on below.
      uses.push({ text: text.slice(node.from, node.to), ...context })
    }
    const children = childrenOf(node)
    const durations = children.filter((child) => child.name === 'DurationExpr')
    let inner = context
    if (node.name === 'MatrixSelector') {
      const windowSeconds = duration(durations[0])
      if (windowSeconds === null) readable = false
      inner = { ...context, windowSeconds: windowSeconds ?? 0 }
    }
    if (node.name === 'SubqueryExpr') {
      const range = duration(durations[0])
      const step = durations[1] ? duration(durations[1]) : defaultSubqueryStepSeconds
      if (range === null || step === null) readable = false
      inner = { ...context, repeats: context.repeats * Math.max(1, Math.ceil((range ?? 0) / (step || 1))) }
    }
    for (const child of children) visit(child, inner, depth + 1)
  }

  const top = parseQuery(text)
  visit(top, { windowSeconds: 0, repeats: 1 }, 0)
  const [root] = childrenOf(top)
  const name = readable && root ? unwrap(root).name : undefined
  return { readable, uses, isRangeVector: name === 'MatrixSelector' || name === 'SubqueryExpr' }
}

/** True when the text is exactly one vector selector, such as `up{job="a"}`: what look-ups of labels may be narrowed by. */
export function isSelector(text: string): boolean {
  const top = parseQuery(text)
  const [root, ...more] = childrenOf(top)
  const { readable, uses } = readQueryText(text)
  return readable && more.length === 0 && root?.name === 'VectorSelector' && uses.length === 1
}
