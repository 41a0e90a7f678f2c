import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitSpan, isFollowing, readLocalTime, shiftSpan, spanOf, widenSpan, writeLocalTime } from './range-moves'
import { timeRangeSchema } from './range-schema'

const now = Date.UTC(2026, 10, 20, 12, 0) / 1000

describe('spanOf', () => {
  it('reaches back from now, or is what was asked', () => {
    expect(spanOf({ range: '1h' }, now + 0.7)).toEqual({ from: now - 3600, to: now })
    expect(spanOf({ range: '1h', from: 10, to: 20 }, now)).toEqual({ from: 10, to: 20 })
    expect(isFollowing({ range: '1h' })).toBe(true)
    expect(isFollowing({ range: '1h', from: 10, to: 20 })).toBe(false)
  })
})

describe('moves', () => {
  it.each([
    ['earlier', shiftSpan({ from: now - 3600, to: now }, -1, now), { from: now - 5400, to: now - 1800 }],
    ['later, but not past now', shiftSpan({ from: now - 3600, to: now - 600 }, 1, now), { from: now - 3000, to: now }],
    ['wider', widenSpan({ from: now - 7200, to: now - 3600 }, now), { from: now - 9000, to: now - 1800 }],
    ['wider, pushed back from now', widenSpan({ from: now - 3600, to: now }, now), { from: now - 7200, to: now }],
    ['at least a minute', fitSpan({ from: now - 100, to: now - 99 }, now), { from: now - 129, to: now - 69 }],
    ['dragged backward', fitSpan({ from: now - 60, to: now - 660 }, now), { from: now - 660, to: now - 60 }],
    ['at most 31 days', widenSpan({ from: now - 30 * 86_400, to: now }, now), { from: now - 31 * 86_400, to: now }],
  ])('%s', (_name, span, expected) => {
    expect(span).toEqual(expected)
  })

  it('always gives a range the schema takes, not past now', () => {
    const seconds = fc.integer({ min: now - 60 * 86_400, max: now })
    fc.assert(
      fc.property(seconds, seconds, fc.constantFrom('shift', 'widen', 'fit'), (a, b, move) => {
        const span = { from: Math.min(a, b), to: Math.max(a, b) }
        const next =
          move === 'shift' ? shiftSpan(span, 1, now) : move === 'widen' ? widenSpan(span, now) : fitSpan(span, now)
        expect(timeRangeSchema.safeParse(next).success).toBe(true)
        expect(next.to).toBeLessThanOrEqual(now)
      }),
    )
  })
})

describe('local times', () => {
  it.each([
    ['2026-11-20T13:00', 'Europe/Berlin', now],
    ['2026-11-20 12:00:00', 'UTC', now],
    ['2026-07-20T14:00', 'Europe/Berlin', Date.UTC(2026, 6, 20, 12) / 1000],
    ['yesterday', 'UTC', null],
    ['', 'UTC', null],
  ])('%j in %s', (text, zone, seconds) => {
    expect(readLocalTime(text, zone)).toBe(seconds)
  })

  it('come back as they were written', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Asia/Tokyo')
    // Away from changes of summer time, where one clock reading means two instants.
    const seconds = fc.integer({ min: Date.UTC(2026, 5, 1) / 1000, max: Date.UTC(2026, 8, 1) / 1000 })
    fc.assert(
      fc.property(seconds, zone, (at, name) => {
        expect(readLocalTime(writeLocalTime(at, name), name)).toBe(at)
      }),
    )
  })
})
