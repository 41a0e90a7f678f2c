import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareValues, readSort, sortKey, writeSort } from './column'

describe('compareValues', () => {
  it.each([
    [1, 2, -1],
    [2, 2, 0],
    [Number.NEGATIVE_INFINITY, -1e9, -1],
    ['node-2', 'node-10', -1],
    ['Berlin', 'berlin', 0],
    [false, true, -1],
  ])('%j against %j', (a, b, sign) => {
    expect(Math.sign(compareValues(a, b))).toBe(sign)
    expect(Math.sign(compareValues(b, a))).toBe(sign === 0 ? 0 : -sign)
  })
})

describe('sortKey', () => {
  const column = { id: 'x', header: 'X', value: (row: { x: number | null }) => row.x }
  it('has no place for null and NaN, and one for 0', () => {
    expect(sortKey(column, { x: null })).toBeUndefined()
    expect(sortKey(column, { x: Number.NaN })).toBeUndefined()
    expect(sortKey(column, { x: 0 })).toBe(0)
  })
  it('prefers the rank over the value', () => {
    expect(sortKey({ ...column, sortValue: () => 7 }, { x: 1 })).toBe(7)
  })
})

describe('sort in the URL', () => {
  it('survives the round trip', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$/)
    fc.assert(
      fc.property(id, fc.boolean(), (name, desc) => {
        expect(readSort(writeSort({ id: name, desc }))).toEqual({ id: name, desc })
      }),
    )
  })
  it.each(['', '-', '--x', 'a b', '<x>', 'x'.repeat(70)])('refuses %j', (text) => {
    expect(readSort(text)).toBeNull()
  })
})
