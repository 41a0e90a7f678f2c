import type { SyntaxNodeRef } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'

const bare = (text: string) => text.replaceAll(/\s+/g, '')

/** Matchers of one selector in one order, so that `{b="2",a="1"}` reads like `{a="1",b="2"}`. */
function matchersOf(expr: string, { node }: SyntaxNodeRef): string {
  const matchers: string[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    matchers.push(bare(expr.slice(child.from, child.to)))
  return `{${matchers.sort().join(',')}}`
}

function readCanonical(expr: string): string {
  let text = ''
  let end = 0
  parser.parse(expr).iterate({
    enter: (ref) => {
      if (ref.name !== 'LabelMatchers') return true
      text += bare(expr.slice(end, ref.from)) + matchersOf(expr, ref)
      end = ref.to
      return false
    },
  })
  return text + bare(expr.slice(end))
}

/** The same few hundred expressions are compared at every refresh. */
const known = new Map<string, string>()
const maxKnown = 2000

function canonical(expr: string): string {
  const found = known.get(expr)
  if (found !== undefined) return found
  if (known.size >= maxKnown) known.clear()
  const text = readCanonical(expr)
  known.set(expr, text)
  return text
}

/** Whether two expressions are one: Prometheus prints those it loaded with blanks and an order of matchers of its own. */
export function isSameExpression(a: string, b: string): boolean {
  return a === b || canonical(a) === canonical(b)
}
