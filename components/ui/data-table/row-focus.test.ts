import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveInRows } from './row-focus'

describe('moveInRows', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['j', 3, 4],
    ['j', 19, 19],
    ['ArrowUp', 0, 0],
    ['k', 5, 4],
    ['PageDown', 5, 15],
    ['PageUp', 5, 0],
    ['Home', 9, 0],
    ['End', 9, 19],
    ['Enter', 3, null],
    ['x', 3, null],
  ])('%s from %d goes to %s of twenty', (key, from, to) => {
    expect(moveInRows(key, from, 20)).toBe(to)
  })

  it('goes nowhere without rows, and never out of them', () => {
    expect(moveInRows('End', 0, 0)).toBeNull()
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'j', 'k', 'PageDown', 'PageUp', 'Home', 'End')
    fc.assert(
      fc.property(keys, fc.nat(500), fc.integer({ min: 1, max: 500 }), (key, from, count) => {
        const to = moveInRows(key, Math.min(from, count - 1), count)
        expect(to).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThan(count)
      }),
    )
  })
})
