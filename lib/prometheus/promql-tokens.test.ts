import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promqlTokens } from './promql-tokens'

describe('promqlTokens', () => {
  it('tells the parts of an expression apart', () => {
    expect(promqlTokens('sum by (pod) (rate(x_total{a=~"b"}[5m])) > 80 # why')).toEqual([
      ['function', 'sum'],
      ['plain', ' '],
      ['keyword', 'by'],
      ['plain', ' ('],
      ['label', 'pod'],
      ['plain', ') ('],
      ['function', 'rate'],
      ['plain', '('],
      ['metric', 'x_total'],
      ['plain', '{'],
      ['label', 'a'],
      ['plain', '=~'],
      ['text', '"b"'],
      ['plain', '}['],
      ['number', '5m'],
      ['plain', '])) > '],
      ['number', '80'],
      ['plain', ' '],
      ['comment', '# why'],
    ])
  })

  it('loses nothing, whatever it is given', () => {
    const piece = fc.constantFrom('sum', ' by ', '(', ')', '{a="b', '"', 'x', '[5m]', ' > ', '80', '\n', 'é', ' or ')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          expect(
            promqlTokens(text)
              .map(([, part]) => part)
              .join(''),
          ).toBe(text)
        },
      ),
    )
  })
})
