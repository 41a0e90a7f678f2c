import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growTrail, pagesInView, placesOf, type Trail } from './page-trail'

const page = (nextCursor: string | null, length = 50) => ({ items: Array.from({ length }), nextCursor })
const trail: Trail = [
  { nextCursor: 'a', length: 50 },
  { nextCursor: 'b', length: 50 },
]

describe('the trail', () => {
  it('grows by one page and stays the same object when nothing is new', () => {
    expect(growTrail([], 0, page('a'))).toEqual([{ nextCursor: 'a', length: 50 }])
    expect(growTrail(trail, 1, page('b'))).toBe(trail)
    expect(growTrail(trail, 2, page(null, 7))).toHaveLength(3)
  })

  it('is cut where a page ends elsewhere now, and takes no page whose beginning is not known', () => {
    expect(growTrail(trail, 0, page('x'))).toEqual([{ nextCursor: 'x', length: 50 }])
    expect(growTrail(trail, 5, page('z'))).toBe(trail)
  })

  it('says how far one can scroll: to its end, or one page further', () => {
    expect(placesOf([], 50)).toBe(0)
    expect(placesOf(trail, 50)).toBe(150)
    expect(placesOf(growTrail(trail, 2, page(null, 7)), 50)).toBe(107)
    expect(placesOf([{ nextCursor: null, length: 0 }], 50)).toBe(0)
  })

  it('holds the pages in view and the next one, and never one whose beginning is not known', () => {
    expect(pagesInView({ first: 0, last: 20 }, trail, 50)).toEqual([1])
    expect(pagesInView({ first: 60, last: 110 }, trail, 50)).toEqual([1, 2])
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(200), fc.nat(40), (first, height, length) => {
        const walked = Array.from({ length }, (_, index) => ({ nextCursor: `c${index}`, length: 50 }))
        const pages = pagesInView({ first, last: first + height }, walked, 50)
        expect(pages.every((index) => index >= 1 && index <= length)).toBe(true)
        expect(pages.length).toBeLessThanOrEqual(Math.ceil(height / 50) + 2)
      }),
    )
  })
})
