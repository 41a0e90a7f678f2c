import { describe, expect, it } from 'vitest'
import { guardOf, rowsAreGone } from './model'

describe('guardOf', () => {
  it('counts changes and deletions, not what is new', () => {
    expect(guardOf({ counts: { create: 900, change: 40, delete: 11 }, mailboxes: 100 })).toEqual({
      touched: 51,
      mailboxes: 100,
      percent: 51,
    })
  })

  it('lets half of them pass, and a tenant without mailboxes', () => {
    expect(guardOf({ counts: { change: 50 }, mailboxes: 100 })).toBeNull()
    expect(guardOf({ counts: { create: 50 }, mailboxes: 0 })).toBeNull()
    expect(guardOf({ counts: {}, mailboxes: 100 })).toBeNull()
  })
})

it('keeps rows for thirty days after the end, and those of what has not ended', () => {
  const finishedAt = '2026-11-01T12:00:00.000Z'
  expect(rowsAreGone({ finishedAt }, Date.parse('2026-12-01T11:59:59.999Z'))).toBe(false)
  expect(rowsAreGone({ finishedAt }, Date.parse('2026-12-01T12:00:00.000Z'))).toBe(true)
  expect(rowsAreGone({ finishedAt: null }, Date.parse('2036-12-01T12:00:00.000Z'))).toBe(false)
})
