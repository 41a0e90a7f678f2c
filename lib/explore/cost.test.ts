import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countExpression, distinctSelectors, estimateCost, judgeCost } from './cost'
import { readQueryText } from './promql-text'
import { askFirst, refuseCost } from './refusal'
import { queryLimits } from './vocabulary'

const usesOf = (text: string) => readQueryText(text).uses

describe('countExpression', () => {
  it('counts each selector once, told apart by its index, in an expression that is itself sound', () => {
    const selectors = distinctSelectors(usesOf('rate(a[5m]) / rate(b{x="y" # why\n}[5m]) + a'))
    expect(selectors).toEqual(['a', 'b{x="y" # why\n}'])
    const expression = countExpression(selectors)
    expect(expression).toContain('label_replace(count(a\n), "selector", "0", "", "")')
    expect(usesOf(expression).map((use) => use.text)).toEqual(selectors)
  })
})

describe('estimateCost', () => {
  const counts = new Map([
    ['a', 100],
    ['b', 7],
  ])

  it.each([
    ['a', 1, 100, 100],
    ['a', 240, 100, 24_000],
    // Ten samples in a window of five minutes.
    ['rate(a[5m])', 240, 100, 240_000],
    ['rate(a[5m]) / a', 1, 100, 1100],
    ['a + b', 10, 107, 1070],
    ['max_over_time(a[1h:1m])', 1, 100, 6000],
    // Nothing found, but evaluated all the same.
    ['c', 240, 0, 240],
    ['1', 240, 0, 0],
  ])('%s over %i steps reads %i series and %i samples', (text, steps, series, samples) => {
    expect(estimateCost(usesOf(text), counts, steps)).toMatchObject({ series, samples })
  })

  it('names the largest selector first', () => {
    expect(estimateCost(usesOf('b + a'), counts, 1).selectors).toEqual([
      { text: 'a', series: 100 },
      { text: 'b', series: 7 },
    ])
  })

  it('never falls as series or steps grow', () => {
    const amount = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 240 }), (few, more, steps) => {
        const cost = (count: number, at: number) =>
          estimateCost(usesOf('rate(a[5m])'), new Map([['a', count]]), at).samples
        expect(cost(few + more, steps)).toBeGreaterThanOrEqual(cost(few, steps))
        expect(cost(few, steps + 1)).toBeGreaterThanOrEqual(cost(few, steps))
      }),
    )
  })
})

describe('judgeCost', () => {
  const { ask, refuse, printedSamples } = queryLimits
  const vector = { isRangeVector: false }
  const cost = (series: number, samples: number) => ({ series, samples, selectors: [] })

  it.each([
    ['at the limit runs', ask.series, ask.samples, 'run'],
    ['more series ask', ask.series + 1, 1, 'ask'],
    ['more samples ask', 1, ask.samples + 1, 'ask'],
    ['at the upper limit asks', refuse.series, refuse.samples, 'ask'],
    ['more series than ever', refuse.series + 1, 1, 'refuse'],
    ['more samples than ever', 1, refuse.samples + 1, 'refuse'],
  ])('%s', (_name, series, samples, verdict) => {
    expect(judgeCost(cost(series, samples), vector)).toBe(verdict)
  })

  it('refuses to print more samples than anybody reads', () => {
    expect(judgeCost(cost(10, printedSamples + 1), { isRangeVector: true })).toBe('refuse')
    expect(judgeCost(cost(10, printedSamples), { isRangeVector: true })).toBe('run')
  })

  it('says the numbers, and what to do', () => {
    expect(askFirst(cost(6237, 1_503_117))).toMatchObject({
      overridable: true,
      message:
        'It reads 6,237 series and about 1,503,117 samples; up to 5,000 series and 20,000,000 samples run without asking.',
      action: expect.stringContaining('Run it anyway'.toLowerCase().slice(4)),
    })
    expect(refuseCost(cost(1e6, 1), false)).toMatchObject({
      overridable: false,
      message: expect.stringContaining('100,000 series'),
    })
    expect(refuseCost(cost(1, 1e6), true)).toMatchObject({
      overridable: false,
      action: expect.stringContaining('rate()'),
    })
  })
})
