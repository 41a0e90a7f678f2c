import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bucket, quantileOf } from './quantiles'

const infinity = Number.POSITIVE_INFINITY
const buckets = (...pairs: [number, number][]): Bucket[] =>
  pairs.map(([upperBound, perSecond]) => ({ upperBound, perSecond }))

describe('quantileOf', () => {
  const usual = buckets([100, 50], [500, 95], [infinity, 100])

  it('walks through the bucket where the percentile lies', () => {
    expect(quantileOf(0.5, usual)).toEqual({ kind: 'value', value: 100 })
    expect(quantileOf(0.25, usual)).toEqual({ kind: 'value', value: 50 })
  })
  it('says what lies beyond the highest bucket', () => {
    expect(quantileOf(0.99, usual)).toEqual({ kind: 'above', bound: 500 })
  })
  it('makes up no percentile where all fell into one bucket', () => {
    expect(quantileOf(0.95, buckets([100, 0], [500, 7], [1000, 7], [infinity, 7]))).toEqual({
      kind: 'within',
      low: 100,
      high: 500,
    })
    expect(quantileOf(0.95, buckets([100, 7], [infinity, 7]))).toEqual({ kind: 'within', low: 0, high: 100 })
  })
  it('cannot tell without a finite bucket, without the last one, and of no buckets', () => {
    expect(quantileOf(0.95, buckets([infinity, 7]))).toEqual({ kind: 'none' })
    expect(quantileOf(0.95, buckets([100, 3], [500, 7]))).toEqual({ kind: 'none' })
    expect(quantileOf(0.95, [])).toEqual({ kind: 'none' })
  })
  it('knows no percentile of nothing, nor of what is no number', () => {
    expect(quantileOf(0.95, buckets([100, 0], [infinity, 0]))).toEqual({ kind: 'idle' })
    expect(quantileOf(0.95, buckets([100, Number.NaN], [infinity, Number.NaN]))).toEqual({ kind: 'idle' })
  })
  it('takes buckets in any order', () => {
    expect(quantileOf(0.5, [...usual].reverse())).toEqual({ kind: 'value', value: 100 })
  })

  const histogram = fc
    .uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 })
    .chain((bounds) =>
      fc.tuple(
        fc.constant([...bounds].sort((a, b) => a - b)),
        fc.array(fc.nat(1000), { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
      ),
    )
    .map(([bounds, counts]) => {
      let sum = 0
      return [...bounds, infinity].map((upperBound, index) => {
        sum += counts[index] ?? 0
        return { upperBound, perSecond: sum }
      })
    })

  it('stays inside the bucket of its rank, and grows with the share', () => {
    fc.assert(
      fc.property(histogram, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (held, share) => {
        const told = quantileOf(share, held)
        const total = held.at(-1)?.perSecond ?? 0
        if (told.kind === 'above') expect((held.at(-2)?.perSecond ?? 0) < share * total).toBe(true)
        if (told.kind !== 'value') return
        const index = held.findIndex(({ perSecond }) => perSecond >= share * total)
        expect(told.value).toBeLessThanOrEqual(held[index]?.upperBound ?? 0)
        expect(told.value).toBeGreaterThanOrEqual(held[index - 1]?.upperBound ?? 0)
        const higher = quantileOf(Math.min(0.999, share + 0.1), held)
        if (higher.kind === 'value') expect(higher.value).toBeGreaterThanOrEqual(told.value - 1e-9)
      }),
    )
  })
})
