import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outOfOrder, type Place, settle } from './held-order'

const idOf = (item: string) => item.slice(0, 1)
const stand = (text: string): Place<string>[] => [...text].map((item) => ({ item, gone: false }))
const draw = (places: readonly Place<string>[]) => places.map(({ item, gone }) => (gone ? `(${item})` : item)).join('')

describe('settle', () => {
  it.each([
    ['an order that changes', 'abc', 'cab', 'abc'],
    ['a row that leaves', 'abc', 'ac', 'a(b)c'],
    ['a row that comes', 'abc', 'dabc', 'abcd'],
    ['one leaves and one comes', 'abc', 'dac', 'adc'],
    ['all leave', 'ab', '', '(a)(b)'],
    ['the first rows', '', 'ab', 'ab'],
  ])('%s', (_name, before, rows, expected) => {
    expect(draw(settle(stand(before), [...rows], idOf))).toBe(expected)
  })

  it('shows what a row is now, and a row that comes back where it was', () => {
    const without = settle(stand('abc'), ['a', 'c'], idOf)
    expect(settle(without, ['c2', 'b', 'a'], idOf).map(({ item }) => item)).toEqual(['a', 'b', 'c2'])
  })

  it('never moves a row that stays, and never loses or doubles one', () => {
    const list = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
    fc.assert(
      fc.property(list, fc.array(list, { maxLength: 4 }), (first, changes) => {
        let places = settle<string>([], first, idOf)
        for (const rows of changes) {
          const next = settle(places, rows, idOf)
          places.forEach(({ item, gone }, index) => {
            if (!gone && rows.includes(item)) expect(next[index]).toEqual({ item, gone: false })
          })
          expect(next.flatMap(({ item, gone }) => (gone ? [] : [item])).sort()).toEqual([...rows].sort())
          expect(next.length).toBeGreaterThanOrEqual(places.length)
          places = next
        }
      }),
    )
  })
})

describe('outOfOrder', () => {
  it.each([
    ['abc', 'abc', 0],
    ['abc', 'cab', 1],
    ['abc', 'cba', 2],
    ['abcde', 'adcbe', 2],
    ['abc', 'ac', 1],
    ['abc', 'dabc', 1],
    ['abc', '', 3],
  ])('%s, wanted as %s', (before, rows, expected) => {
    expect(outOfOrder(settle(stand(before), [...rows], idOf), [...rows], idOf)).toBe(expected)
  })
})
