import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisTicks } from './axis-ticks'

describe('axisTicks', () => {
  it.each<[number, number, string | null, number[]]>([
    [0, 42, 'count', [0, 20, 40, 60]],
    [0, 1, null, [0, 0.25, 0.5, 0.75, 1]],
    [0, 900 * 1024 ** 2, 'bytes', [0, 256, 512, 768, 1024].map((mib) => mib * 1024 ** 2)],
    [0, 500, 'seconds', [0, 300, 600]],
    [0, 0.31, 'seconds', [0, 0.1, 0.2, 0.3, 0.4]],
    [-3, 7, null, [-5, -2.5, 0, 2.5, 5, 7.5]],
    [5, 5, null, [4, 6]],
    [0, 0, null, [0, 0.25]],
    [5e-324, 5e-324, null, [0, 0.25]],
    [1e12, 1e12 + 1e-3, null, [1e12, 1e12 + 250]],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, [0, 1]],
  ])('%d to %d %s', (min, max, unit, ticks) => {
    expect(axisTicks(min, max, unit)).toEqual(ticks)
  })

  it('encloses the values with few, rising ticks', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })
    const unit = fc.constantFrom(null, 'bytes', 'seconds', 'milliseconds', 'count')
    fc.assert(
      fc.property(value, value, unit, (a, b, name) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)]
        fc.pre(max === min || max - min > Math.abs(max) * 1e-6)
        const ticks = axisTicks(min, max, name)
        expect(ticks.length).toBeLessThanOrEqual(7)
        expect(ticks.every((tick, index) => index === 0 || tick > Number(ticks[index - 1]))).toBe(true)
        const slack = Math.max(1, Math.abs(min), Math.abs(max)) * 1e-6
        expect(ticks[0]).toBeLessThanOrEqual(min + slack)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max - slack)
      }),
    )
  })
})
