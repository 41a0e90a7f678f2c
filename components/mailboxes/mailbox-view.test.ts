import { describe, expect, it } from 'vitest'
import {
  emptyMailboxView as all,
  countFilters,
  isFilteredView,
  type MailboxView,
  noMailboxFilters,
} from './mailbox-view'

describe('the filters of the list', () => {
  it.each([
    [{}, 0, false],
    [{ q: ' ' }, 0, false],
    [{ q: 'ada' }, 0, true],
    [{ deleted: true }, 0, false],
    [{ type: ['agent'], locale: ['de-CH'] }, 2, true],
    [{ overrides: 'none', profile: ['x'], greeting: ['busy'], timeZone: ['UTC'] }, 4, true],
  ] as [Partial<MailboxView>, number, boolean][])(
    'of %j are %i, and %s that there are any',
    (set, count, isFiltered) => {
      expect(countFilters({ ...all, ...set })).toBe(count)
      expect(isFilteredView({ ...all, ...set })).toBe(isFiltered)
    },
  )

  it('are cleared without leaving the list of deleted ones', () => {
    const view: MailboxView = { ...all, q: 'ada', type: ['agent'], overrides: 'some', deleted: true }
    expect({ ...view, ...noMailboxFilters }).toEqual({ ...all, deleted: true })
  })
})
