import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atMost, equalRatio, figureTable } from './figure'
import { percentile } from './statistics'

describe('percentile', () => {
  it.each([
    [[], 0.5, Number.NaN],
    [[7], 0.95, 7],
    [[4, 1, 3, 2], 0.5, 2],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
  ])('of %j at %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected)
  })

  it('is a value that the given share does not exceed', () => {
    const values = fc.array(fc.integer(), { minLength: 1 })
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
        const found = percentile(list, share)
        expect(list.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * list.length - 1e-9)
      }),
    )
  })
})

describe('figures', () => {
  it('are over budget when they could not be measured', () => {
    expect(atMost('x', Number.NaN, 'ms', 5).ok).toBe(false)
    expect(equalRatio('x', Number.NaN, 0.1).ok).toBe(false)
  })

  it('print as a table that says which budget did not hold', () => {
    const table = figureTable([atMost('API p95', 21.25, 'ms', 15), equalRatio('requests', 1, 0)])
    expect(table.split('\n')).toHaveLength(4)
    expect(table).toContain('21.25 ms')
    expect(table.split('\n')[2]).toContain('NO')
    expect(table.split('\n')[3]).toContain('yes')
  })
})
