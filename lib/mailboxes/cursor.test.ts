import { describe, expect, it } from 'vitest'
import { readCursor, writeCursor } from './cursor'

const byNumber = { sort: 'number', order: 'asc' } as const
const place = { value: '0042', id: '019a0000-0000-7000-8000-000000000001' }

describe('cursors', () => {
  it('come back as they were', () => {
    expect(readCursor(writeCursor(byNumber, place), byNumber)).toEqual(place)
  })

  it.each(['', 'x', 'bnVsbA', Buffer.from('["number","asc","1"]').toString('base64url')])('refuse %j', (text) => {
    expect(() => readCursor(text, byNumber)).toThrow(/is not the cursor/)
  })

  it('do not fit another order', () => {
    expect(() => readCursor(writeCursor(byNumber, place), { sort: 'number', order: 'desc' })).toThrow(
      /is not the cursor/,
    )
  })
})
