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

// Strict: mending a broken text costs seconds where it is long and broken everywhere, and nothing here needs the mended one.
const strictParser = parser.configure({ strict: true })

const maxOpenBrackets = 100

/** Deep nesting makes the parser follow every reading at once. Brackets inside of strings count too: nobody has a hundred open. */
function isTooDeep(text: string): boolean {
  let open = 0
  for (const letter of text) {
    if (letter === '(' || letter === '[' || letter === '{') open += 1
    else if (letter === ')' || letter === ']' || letter === '}') open = Math.max(0, open - 1)
    if (open > maxOpenBrackets) return true
  }
  return false
}

/** The tree of a text; null where the grammar does not cover it. */
export function parseQuery(text: string): SyntaxNode | null {
  if (isTooDeep(text)) return null
  try {
    return strictParser.parse(text).topNode
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export { childrenOf }

/** Nobody writes deeper; a text that goes deeper is one that means harm. */
const maxDepth = 400

type Context = { windowSeconds: number; repeats: number }

/** Collects what an expression reads. Pure; the text may be anything. */
export function readQueryText(text: string): QueryText {
  const uses: SelectorUse[] = []
  const top = parseQuery(text)
  if (!top) return { readable: false, uses, isRangeVector: false }
  let readable = true

  function duration(node: SyntaxNode | undefined): number | null {
    return node ? readDuration(text.slice(node.from, node.to)) : null
  }

  function visit(node: SyntaxNode, context: Context, depth: number): void {
    if (depth > maxDepth) {
      readable = false
      return
    }
    if (node.name === 'VectorSelector') {
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

  visit(top, { windowSeconds: 0, repeats: 1 }, 0)
  const [root] = childrenOf(top)
  const name = readable && root ? unwrap(root).name : undefined
  return { readable, uses, isRangeVector: name === 'MatrixSelector' || name === 'SubqueryExpr' }
}

/** True when the text is exactly one vector selector, such as `up{job="a"}`: what look-ups of labels may be narrowed by. */
export function isSelector(text: string): boolean {
  const top = parseQuery(text)
  const [root] = top ? childrenOf(top).filter((child) => child.name !== 'LineComment') : []
  return root?.name === 'VectorSelector'
}
