import { describe, expect, it } from 'vitest'
import { readCursor, writeCursor } from './cursor'
import { mailboxQuerySchema } from './schema'
import { mailboxLimits } from './vocabulary'

const byNumber = { sort: 'number', order: 'asc' } as const
const place = { value: '0042', id: '019a0000-0000-7000-8000-000000000001' }

describe('cursors', () => {
  it('come back as they were', () => {
    expect(readCursor(writeCursor(byNumber, place), byNumber)).toEqual(place)
  })

  it.each(['', 'x', 'bnVsbA', Buffer.from('["number","asc","1"]').toString('base64url')])('refuse %j', (text) => {
    expect(() => readCursor(text, byNumber)).toThrow(/is not the cursor/)
  })

  it.each([
    ['number', 'abc'],
    ['number', '\0'],
    ['owner', '\0'],
    ['owner', '\ud83d'],
    ['updated', 'abc'],
    ['updated', '0000-01-01T00:00:00.000Z'],
    ['updated', '2026-02-30T00:00:00.000Z'],
    ['updated', '2026-01-01'],
  ] as const)('of the order %s refuse the value %j', (sort, value) => {
    const ordering = { sort, order: 'asc' } as const
    expect(() => readCursor(writeCursor(ordering, { ...place, value }), ordering)).toThrow(/is not the cursor/)
  })

  it.each([
    ['owner', '界'.repeat(mailboxLimits.ownerLength)],
    ['owner', '"\\'.repeat(mailboxLimits.ownerLength / 2)],
    ['updated', '2026-01-01T00:00:00.123Z'],
  ] as const)('of the order %s are taken back from the longest value', (sort, value) => {
    const ordering = { sort, order: 'asc' } as const
    const cursor = writeCursor(ordering, { ...place, value })
    expect(mailboxQuerySchema.parse({ cursor }).cursor).toBe(cursor)
    expect(readCursor(cursor, ordering)).toEqual({ ...place, value })
  })

  it('do not fit another order', () => {
    expect(() => readCursor(writeCursor(byNumber, place), { sort: 'number', order: 'desc' })).toThrow(
      /is not the cursor/,
    )
  })
})
