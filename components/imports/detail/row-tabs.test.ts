import { describe, expect, it } from 'vitest'
import { conflictsOf, filterOf, keptBackOf, outcomesNow, tabsOf } from './row-tabs'

const checked = {
  rows: 25,
  counts: { create: 10, change: 6, unchanged: 4, delete: 2, refused: 3 },
  results: {},
  reversals: {},
}
const counts = (tabs: ReturnType<typeof tabsOf>) => Object.fromEntries(tabs.map(({ value, count }) => [value, count]))

describe('tabsOf', () => {
  it('has the counts of the check, and no tab for what there is none of', () => {
    expect(counts(tabsOf(checked, 'all'))).toEqual({
      all: 25,
      create: 10,
      change: 6,
      unchanged: 4,
      delete: 2,
      refused: 3,
    })
  })

  it('has conflicts and what was kept back once there are any, and while they are looked at', () => {
    const after = { ...checked, results: { applied: 17, 'created-since-check': 1 }, reversals: { 'number-taken': 2 } }
    expect(counts(tabsOf(after, 'all'))).toMatchObject({ conflict: 1, kept: 2 })
    expect(counts(tabsOf(checked, 'kept'))).toMatchObject({ kept: 0 })
    expect(counts(tabsOf(checked, 'kept'))).not.toHaveProperty('conflict')
  })
})

describe('outcomesNow', () => {
  it('moves a conflict to the refused, from where its code says it was', () => {
    const results = { applied: 16, 'created-since-check': 2, 'greeting-without-audio': 1 }
    expect(outcomesNow({ ...checked, results })).toEqual({ create: 8, change: 5, unchanged: 4, delete: 2, refused: 6 })
  })

  it('gives no count that it does not know', () => {
    const results = { applied: 17, 'changed-since-check': 1 }
    expect(outcomesNow({ ...checked, results })).toEqual({
      create: 10,
      change: null,
      unchanged: 4,
      delete: null,
      refused: 4,
    })
  })

  it('knows it after all where only one kind was there', () => {
    const results = { applied: 5, 'deleted-since-check': 1 }
    const onlyChanges = { ...checked, counts: { change: 6 }, results }
    expect(outcomesNow(onlyChanges)).toMatchObject({ change: 5, delete: 0, refused: 1 })
  })

  it('takes nothing for known of a code that it does not know', () => {
    expect(outcomesNow({ ...checked, results: { 'something-new': 1 } })).toMatchObject({
      create: null,
      change: null,
      delete: null,
      refused: 4,
    })
  })
})

it('counts conflicts and what was kept back', () => {
  const after = { ...checked, results: { applied: 9, a: 1, b: 2 }, reversals: { reverted: 7, c: 2 } }
  expect(conflictsOf(after)).toBe(3)
  expect(keptBackOf(after)).toBe(2)
})

it('asks the server in its own words', () => {
  expect(filterOf('all')).toEqual({})
  expect(filterOf('delete')).toEqual({ outcome: 'delete' })
  expect(filterOf('kept')).toEqual({ only: 'kept' })
  expect(filterOf('conflict')).toEqual({ only: 'conflict' })
})
