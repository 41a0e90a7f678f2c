import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPoints } from './points'

describe('toPoints', () => {
  it('leaves a gap where nothing was measured, and where what was measured is no number', () => {
    const samples: [number, number][] = [
      [0, 1],
      [240, Number.NaN],
      [360, Number.POSITIVE_INFINITY],
      [480, 0],
    ]
    expect(toPoints(samples, { startSeconds: 0, endSeconds: 600, stepSeconds: 120 })).toEqual([
      [0, 1],
      [120, null],
      [240, null],
      [360, null],
      [480, 0],
      [600, null],
    ])
  })
  it('has one point for each step, and no number that was not measured', () => {
    const sample = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.double())
    fc.assert(
      fc.property(fc.array(sample), fc.integer({ min: 1, max: 60 }), (drawn, stepSeconds) => {
        const samples = drawn.map(([step, value]): [number, number] => [step * stepSeconds, value])
        const points = toPoints(samples, { startSeconds: 0, endSeconds: 50 * stepSeconds, stepSeconds })
        const measured = new Set(samples.map(([, value]) => value))
        expect(points).toHaveLength(51)
        for (const [, value] of points) expect(value === null || measured.has(value)).toBe(true)
      }),
    )
  })
})
