import { describe, expect, it } from 'vitest'
import { givenBit, givenBits, givenFields } from './given-fields'
import { rowChanges } from './row-changes'

describe('givenBits', () => {
  it('tells what is set or reset from what stays', () => {
    expect(givenBits({ number: '1', action: 'save' })).toBe(0)
    expect(givenBits({ number: '1', action: 'save', locale: null, owner: 'Ada' })).toBe(
      givenBit('locale') | givenBit('owner'),
    )
  })

  it('has a bit of its own for every field', () => {
    const bits = givenFields.map(({ field }) => givenBit(field))
    expect(bits.reduce((sum, bit) => sum | bit, 0)).toBe(2 ** bits.length - 1)
  })
})

describe('rowChanges', () => {
  const before = { owner: 'Ada', locale: 'de-DE', activeGreetingType: 'standard', maxMessageCount: 5 }

  it('names only what the row sets and what becomes another', () => {
    const given = givenBit('locale') | givenBit('owner') | givenBit('maxMessageCount')
    expect(rowChanges(given, { owner: 'Ada', locale: null, maxMessageCount: 6, timeZone: 'UTC' }, before)).toEqual([
      { field: 'locale', before: 'de-DE', after: null },
      { field: 'maxMessageCount', before: 5, after: 6 },
    ])
  })

  it('has nothing before a new mailbox, and words for greetings', () => {
    expect(rowChanges(givenBit('activeGreetingType'), { activeGreetingType: 'extended-absence' }, null)).toEqual([
      { field: 'activeGreetingType', before: null, after: 'Extended Absence' },
    ])
  })
})
