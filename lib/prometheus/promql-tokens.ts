import { parser } from '@prometheus-io/lezer-promql'

export const tokenKinds = ['plain', 'keyword', 'function', 'metric', 'label', 'text', 'number', 'comment'] as const
export type TokenKind = (typeof tokenKinds)[number]
export type PromqlToken = [kind: TokenKind, text: string]

const kindOfNode: Readonly<Record<string, TokenKind>> = {
  FunctionIdentifier: 'function',
  AggregateOp: 'function',
  Identifier: 'metric',
  LabelName: 'label',
  QuotedLabelName: 'label',
  StringLiteral: 'text',
  NumberDurationLiteral: 'number',
  NumberDurationLiteralInDurationContext: 'number',
  LineComment: 'comment',
  By: 'keyword',
  Without: 'keyword',
  And: 'keyword',
  Or: 'keyword',
  Unless: 'keyword',
  On: 'keyword',
  Ignoring: 'keyword',
  GroupLeft: 'keyword',
  GroupRight: 'keyword',
  Offset: 'keyword',
  Bool: 'keyword',
  At: 'keyword',
}

/** An expression in the pieces that a screen colours. Joined, the texts are the expression; what cannot be read stays plain. */
export function promqlTokens(expr: string): PromqlToken[] {
  const tokens: PromqlToken[] = []
  let end = 0
  const upTo = (position: number) => {
    if (position > end) tokens.push(['plain', expr.slice(end, position)])
    end = Math.max(end, position)
  }
  parser.parse(expr).iterate({
    enter: ({ name, from, to }) => {
      const kind = kindOfNode[name]
      if (!kind || from < end || to === from) return
      upTo(from)
      tokens.push([kind, expr.slice(from, to)])
      end = to
    },
  })
  upTo(expr.length)
  return tokens
}
