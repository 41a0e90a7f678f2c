import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noValue } from './number'
import { formatClock, formatInstant, formatMinute, formatRelative, formatTick, toEpochMs } from './time'

const at = Date.UTC(2026, 10, 20, 12, 3, 5)

describe('instants', () => {
  it.each([
    ['UTC', '2026-11-20 12:03:05 UTC'],
    ['Europe/Berlin', '2026-11-20 13:03:05 CET'],
    ['Asia/Kolkata', '2026-11-20 17:33:05 GMT+5:30'],
  ])('in %s reads %s', (zone, text) => {
    expect(formatInstant(at, zone)).toBe(text)
  })

  it('starts the day at 00, not 24', () => {
    expect(formatClock(Date.UTC(2026, 10, 20), 'UTC')).toBe('00:00:00')
  })

  it('has shorter forms', () => {
    expect(formatMinute(at, 'UTC')).toBe('2026-11-20 12:03')
    expect(formatClock(at, 'Europe/Berlin')).toBe('13:03:05')
    expect(formatTick(at, 'UTC', 300)).toBe('12:03:05')
    expect(formatTick(at, 'UTC', 3600)).toBe('12:03')
    expect(formatTick(at, 'UTC', 604_800)).toBe('11-20 12:03')
  })

  it.each([null, Number.NaN, 1e20])('has none for %s', (value) => {
    expect(formatInstant(value, 'UTC')).toBe(noValue)
    expect(formatMinute(value, 'UTC')).toBe(noValue)
    expect(formatClock(value, 'UTC')).toBe(noValue)
    expect(formatRelative(value, at)).toBe(noValue)
  })

  it('in UTC agrees with ISO for every instant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString().slice(0, 19).replace('T', ' ')
        expect(formatInstant(date.getTime(), 'UTC')).toBe(`${iso} UTC`)
      }),
    )
  })
})

describe('formatRelative', () => {
  it.each([
    [0, 'now'],
    [-900, 'now'],
    [900, 'now'],
    [-3000, '3 s ago'],
    [-125_000, '2 min ago'],
    [-7_200_000, '2 h ago'],
    [-300_000_000, '3 d ago'],
    [3000, 'in 3 s'],
  ])('%d ms from now reads %s', (offsetMs, text) => {
    expect(formatRelative(at + offsetMs, at)).toBe(text)
  })
})

describe('toEpochMs', () => {
  it.each([
    ['2026-11-20T12:03:05.000Z', at],
    ['2026-11-20T13:03:05+01:00', at],
    [at, at],
    [new Date(at), at],
    [null, null],
    [undefined, null],
    ['soon', null],
    [Number.NaN, null],
  ])('reads %s', (value, ms) => {
    expect(toEpochMs(value)).toBe(ms)
  })
})
