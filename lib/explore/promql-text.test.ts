import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSelector, readDuration, readQueryText } from './promql-text'

describe('readQueryText', () => {
  it.each([
    ['up', [['up', 0, 1]]],
    ['sum by (pod) (rate(foo{a="b"}[5m]))', [['foo{a="b"}', 300, 1]]],
    [
      'max_over_time(sum(rate(a[5m]))[1h:1m]) + b offset 1w',
      [
        ['a', 300, 60],
        ['b', 0, 1],
      ],
    ],
    [
      'a and b > 2 or a',
      [
        ['a', 0, 1],
        ['b', 0, 1],
        ['a', 0, 1],
      ],
    ],
    ['rate(x[1h30m] offset -5m)', [['x', 5400, 1]]],
    ['{"quoted name", x="y"}', [['{"quoted name", x="y"}', 0, 1]]],
    ['max_over_time(max_over_time(a[10m:1m])[1h:10m])', [['a', 0, 60]]],
    // Without a step the server's own interval counts; the shortest usual one is taken.
    ['avg_over_time(a[1m:])', [['a', 0, 4]]],
    ['1 + 1', []],
    ['time()', []],
  ])('%s', (text, uses) => {
    const read = readQueryText(text)
    expect(read.readable).toBe(true)
    expect(read.uses.map((use) => [use.text, use.windowSeconds, use.repeats])).toEqual(uses)
  })

  it.each(['sum(', 'foo[', 'foo{', '', '# only a comment', 'foo[step()]', 'up{a="é"} !'])(
    'does not claim to understand %j',
    (text) => {
      expect(readQueryText(text).readable).toBe(false)
    },
  )

  it.each([
    ['brackets', '('.repeat(10_000)],
    ['signs', `${'-'.repeat(9_999)}a`],
    ['calls', 'sum('.repeat(2500)],
    ['nonsense', 'a"{]('.repeat(2000)],
  ])('is done at once with a text that is nothing but %s', (_what, text) => {
    const startedAt = performance.now()
    expect(readQueryText(text).readable).toBe(false)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })

  it('tells a range vector, which prints samples', () => {
    expect(readQueryText('(foo[5m])').isRangeVector).toBe(true)
    expect(readQueryText('foo[5m:1m]').isRangeVector).toBe(true)
    expect(readQueryText('rate(foo[5m])').isRangeVector).toBe(false)
  })

  const name = fc.stringMatching(/^[a-z_:][a-z0-9_:]{0,12}x$/)
  const label = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}x$/)
  const selector = fc
    .tuple(
      name,
      fc.array(fc.tuple(label, fc.constantFrom('=', '!=', '=~', '!~'), fc.stringMatching(/^[a-z.*|]{0,8}$/)), {
        maxLength: 3,
      }),
    )
    .map(([metric, matchers]) =>
      matchers.length === 0
        ? metric
        : `${metric}{${matchers.map(([one, operator, value]) => `${one}${operator}"${value}"`).join(', ')}}`,
    )
  const seconds = fc.integer({ min: 1, max: 86_400 })

  /** Expressions with what they read, built together. */
  const { expression } = fc.letrec<{ expression: { text: string; reads: string[] } }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small' },
      selector.map((text) => ({ text, reads: [text] })),
      fc.tuple(selector, seconds).map(([text, window]) => ({ text: `rate(${text}[${window}s])`, reads: [text] })),
      fc.tuple(tie('expression'), fc.constantFrom('sum', 'max by (podx)', 'topk(3, ')).map(([inner, outer]) => ({
        text: outer.endsWith(', ') ? `${outer}${inner.text})` : `${outer} (${inner.text})`,
        reads: inner.reads,
      })),
      fc
        .tuple(tie('expression'), tie('expression'), fc.constantFrom('+', '/', 'and', 'or', '> bool'))
        .map(([left, right, operator]) => ({
          text: `(${left.text}) ${operator} (${right.text})`,
          reads: [...left.reads, ...right.reads],
        })),
    ),
  }))

  it('finds every selector of any expression, in order, and nothing else', () => {
    fc.assert(
      fc.property(expression, ({ text, reads }) => {
        const read = readQueryText(text)
        expect(read.readable).toBe(true)
        expect(read.uses.map((use) => use.text)).toEqual(reads)
      }),
    )
  })

  it('survives any text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '(', ')', '[', ']', '{', '}', '"', '5m', ':', '+', ' sum ', '#', '\n', '😀'),
        }),
        (text) => {
          for (const use of readQueryText(text).uses) expect(text).toContain(use.text)
        },
      ),
    )
  })
})

describe('readDuration', () => {
  it.each([
    ['5m', 300],
    ['1h30m', 5400],
    ['1d', 86_400],
    ['500ms', 0.5],
    ['300', 300],
    ['1e3', 1000],
    ['1_000', 1000],
    ['5', 5],
    ['m5', null],
    ['', null],
    ['step()', null],
  ])('%s', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds)
  })
})

describe('isSelector', () => {
  it.each([
    ['up', true],
    ['up{job="a"}', true],
    ['{job="a"}', true],
    ['up{job="a"} or down', false],
    ['up[5m]', false],
    ['sum(up)', false],
    ['up{job="a"', false],
    ['', false],
    ['up} or {', false],
  ])('%s: %s', (text, expected) => {
    expect(isSelector(text)).toBe(expected)
  })
})
