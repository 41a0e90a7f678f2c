import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffRows, sameValue } from './change'

const plain = fc.jsonValue()
const row = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.oneof(fc.integer(), fc.constant(null)) })
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 4 })

describe('sameValue', () => {
  it('says the same of a value and its copy', () => {
    fc.assert(fc.property(plain, (value) => sameValue(value, structuredClone(value))))
  })

  it('agrees with JSON whenever two values are written with the same keys', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        if (JSON.stringify(a) === JSON.stringify(b)) expect(sameValue(a, b)).toBe(true)
      }),
    )
  })

  it.each([
    [Number.NaN, Number.NaN, true],
    [0, -0, true],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [{ a: undefined }, { b: undefined }, true],
    [{ a: 1 }, { b: 1 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    ['1', 1, false],
  ])('of %j and %j says %s', (a, b, expected) => {
    expect(sameValue(a, b)).toBe(expected)
    expect(sameValue(b, a)).toBe(expected)
  })
})

describe('diffRows', () => {
  it('turns the old list into the new one', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const { upsert, remove, items } = diffRows(before, after)
        const applied = new Map(before.map((item) => [item.id as string, item]))
        for (const id of remove) applied.delete(id)
        for (const item of upsert) applied.set(item.id, item)
        expect(new Map(after.map((item) => [item.id, item]))).toEqual(applied)
        expect(items).toEqual(after)
      }),
    )
  })

  it('says nothing when nothing changed, and keeps the old objects', () => {
    fc.assert(
      fc.property(rows, (before) => {
        const change = diffRows(before, structuredClone(before))
        expect(change).toMatchObject({ upsert: [], remove: [] })
        change.items.forEach((item, at) => {
          expect(item).toBe(before[at])
        })
      }),
    )
  })
})
