import { describe, expect, it } from 'vitest'
import {
  allMatching,
  allState,
  countChosen,
  isChosen,
  nothingChosen,
  toBulkSelection,
  toggle,
  underFilter,
} from './mailbox-selection'

describe('a selection', () => {
  it('of single mailboxes counts them, whatever matches', () => {
    const two = toggle(toggle(nothingChosen, 'a'), 'b')
    expect([countChosen(two, null), isChosen(two, 'a'), isChosen(two, 'c'), allState(two)]).toEqual([
      2,
      true,
      false,
      'mixed',
    ])
    expect(countChosen(toggle(two, 'a'), 9)).toBe(1)
    expect(toBulkSelection(two)).toEqual({ kind: 'chosen', ids: ['a', 'b'] })
    expect(underFilter(two, 'q=x')).toBe(two)
  })

  it('of all that match has exceptions, and is unknown in number while that is counted', () => {
    const most = toggle(allMatching('q=ma'), 'a')
    expect([countChosen(most, 12_340), countChosen(most, null), isChosen(most, 'a'), isChosen(most, 'b')]).toEqual([
      12_339,
      null,
      false,
      true,
    ])
    expect([allState(most), allState(toggle(most, 'a')), allState(nothingChosen)]).toEqual(['mixed', true, false])
    expect(toBulkSelection(most)).toMatchObject({ kind: 'matching', filter: { q: 'ma', type: [] }, except: ['a'] })
  })

  it('of all that match ends with another filter', () => {
    expect(underFilter(allMatching('q=ma'), 'q=max')).toBe(nothingChosen)
    const same = allMatching('q=ma')
    expect(underFilter(same, 'q=ma')).toBe(same)
  })
})
