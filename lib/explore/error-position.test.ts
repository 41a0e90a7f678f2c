import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readComplaint } from './error-position'

describe('readComplaint', () => {
  it.each([
    [
      'sum(rate(up))',
      'invalid parameter "query": 1:10: parse error: expected type range vector in call to function "rate", got instant vector',
      {
        message: 'expected type range vector in call to function "rate", got instant vector',
        line: 1,
        column: 10,
        offset: 9,
      },
    ],
    [
      'foo\n  bar',
      'invalid parameter "query": 2:3: parse error: unexpected identifier "bar"',
      { message: 'unexpected identifier "bar"', line: 2, column: 3, offset: 6 },
    ],
    // Columns count bytes: é is two.
    [
      'up{a="é"} !',
      "1:12: parse error: unexpected character after '!'",
      { message: "unexpected character after '!'", line: 1, column: 11, offset: 10 },
    ],
    [
      'up{',
      '1:4: parse error: unexpected end of input',
      { message: 'unexpected end of input', line: 1, column: 4, offset: 3 },
    ],
  ])('finds the place in %j', (query, said, { message, ...position }) => {
    expect(readComplaint(said, query)).toEqual({ message, position })
  })

  it.each([
    ['found duplicate series for the match group {} on the right hand-side', 'up'],
    ['invalid parameter "query": 9:1: parse error: beyond the text', 'up'],
    ['invalid expression type "range vector" for range query, must be Scalar or instant Vector', 'up[5m]'],
  ])('has no place for %j', (said, query) => {
    const { message, position } = readComplaint(said, query)
    expect(position).toBeNull()
    expect(message).not.toContain('invalid parameter')
    expect(message.length).toBeGreaterThan(10)
  })

  it('leads back from every byte position that Prometheus can name to the letter that was meant', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '{', '"', 'é', '漢', '😀', '\n', ' '), maxLength: 40 })
    fc.assert(
      fc.property(text, fc.nat(40), (query, at) => {
        const letters = [...query]
        const before = letters.slice(0, Math.min(at, letters.length)).join('')
        const lines = before.split('\n')
        const column = Buffer.byteLength(lines.at(-1) ?? '') + 1
        const { position } = readComplaint(`${lines.length}:${column}: parse error: x`, query)
        expect(position?.offset).toBe(before.length)
      }),
    )
  })

  it('never points outside of the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(200), fc.nat(200), (query, line, column) => {
        const { position } = readComplaint(`${line}:${column}: parse error: x`, query)
        if (position) {
          expect(position.offset).toBeGreaterThanOrEqual(0)
          expect(position.offset).toBeLessThanOrEqual(query.length)
        }
      }),
    )
  })
})
