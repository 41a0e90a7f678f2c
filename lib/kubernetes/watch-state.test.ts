import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitWatch, reduceWatch, startWatch, type WatchChange } from './watch-state'

type Item = { uid: string; value: number }

const uid = fc.constantFrom('a', 'b', 'c', 'd')
const change: fc.Arbitrary<WatchChange<Item>> = fc.oneof(
  fc.record({
    type: fc.constant('put' as const),
    object: fc.record({ uid, value: fc.nat(9) }),
    resourceVersion: fc.nat(999).map(String),
  }),
  fc.record({ type: fc.constant('delete' as const), uid, resourceVersion: fc.nat(999).map(String) }),
  fc.record({ type: fc.constant('bookmark' as const), resourceVersion: fc.nat(999).map(String) }),
)
const empty = startWatch<Item>('0', [])

describe('reduceWatch', () => {
  it('comes to the same however changes are batched', () => {
    fc.assert(
      fc.property(fc.array(change), fc.nat(10), (changes, cut) => {
        const whole = reduceWatch(empty, changes)
        const parts = reduceWatch(reduceWatch(empty, changes.slice(0, cut)), changes.slice(cut))
        expect(parts).toEqual(whole)
        if (changes.length > 0) expect(whole.resourceVersion).toBe(changes.at(-1)?.resourceVersion)
      }),
    )
  })

  it('leaves the state it was given as it was', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const before = startWatch('1', [{ uid: 'a', value: 1 }])
        reduceWatch(before, changes)
        expect(before).toEqual(startWatch('1', [{ uid: 'a', value: 1 }]))
      }),
    )
  })

  it('does not copy for bookmarks', () => {
    const before = startWatch('1', [{ uid: 'a', value: 1 }])
    const after = reduceWatch(before, [{ type: 'bookmark', resourceVersion: '7' }])
    expect(after.objects).toBe(before.objects)
    expect(after.resourceVersion).toBe('7')
    expect(reduceWatch(before, [])).toBe(before)
  })
})

describe('limitWatch', () => {
  const items = (count: number) => Array.from({ length: count }, (_value, at) => ({ uid: `u${at}`, value: at }))
  const highest = (a: Item, b: Item) => b.value - a.value

  it('keeps the first of the order, and only when there are many too many', () => {
    const few = startWatch('1', items(15))
    expect(limitWatch(few, 10, highest)).toBe(few)
    const many = limitWatch(startWatch('1', items(16)), 10, highest)
    expect(many.objects.size).toBe(10)
    expect([...many.objects.values()].every(({ value }) => value >= 6)).toBe(true)
    expect(many.resourceVersion).toBe('1')
  })
})
