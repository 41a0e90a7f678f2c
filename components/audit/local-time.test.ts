import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLocalField, toLocalField } from './local-time'

describe('times of a datetime-local field', () => {
  it('reads and writes UTC', () => {
    expect(toLocalField('2026-11-20T12:03:05.000Z', true)).toBe('2026-11-20T12:03')
    expect(fromLocalField('2026-11-20T12:03', true)).toBe('2026-11-20T12:03:00.000Z')
    expect(fromLocalField('2026-11-20T12:03:30', true)).toBe('2026-11-20T12:03:00.000Z')
  })

  it.each(['', '2026-11', '2026-13-40T99:99', 'yesterday'])('takes %j for no time', (text) => {
    expect(fromLocalField(text, true)).toBe('')
    expect(fromLocalField(text, false)).toBe('')
    expect(toLocalField(text === '2026-11' ? 'x' : text, true)).toBe('')
  })

  it('gives back any whole minute, in UTC and in the zone of this machine', () => {
    const minutes = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2090, 0) / 60_000 })
    fc.assert(
      fc.property(minutes, (minute) => {
        const iso = new Date(minute * 60_000).toISOString()
        expect(fromLocalField(toLocalField(iso, true), true)).toBe(iso)
      }),
    )
    // The hour that daylight saving repeats has two instants for one text; this one has not.
    const noon = new Date(2026, 5, 1, 12, 34).toISOString()
    expect(fromLocalField(toLocalField(noon, false), false)).toBe(noon)
  })
})
