import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeTicks } from './ticks'

const noon = Date.UTC(2026, 10, 20, 12, 0) / 1000

describe('timeTicks', () => {
  it('stands on round times of the viewer’s clock', () => {
    const hour = timeTicks(noon + 61, noon + 3661, 'UTC', 6)
    expect(hour.map((t) => (t - noon) / 60)).toEqual([10, 20, 30, 40, 50, 60])
    // Half past in UTC is a whole hour in India.
    const day = timeTicks(noon, noon + 86_400, 'Asia/Kolkata', 4)
    expect(day.map((t) => (t / 3600 + 5.5) % 6)).toEqual([0, 0, 0, 0])
  })

  it('has none for an empty or backward range', () => {
    expect(timeTicks(noon, noon, 'UTC')).toEqual([])
    expect(timeTicks(noon, noon - 1, 'UTC')).toEqual([])
    expect(timeTicks(Number.NaN, noon, 'UTC')).toEqual([])
  })

  it('stays within range and count, in order', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns')
    const start = fc.integer({ min: 1_500_000_000, max: 2_000_000_000 })
    fc.assert(
      fc.property(start, fc.integer({ min: 60, max: 31 * 86_400 }), zone, (from, span, name) => {
        const ticks = timeTicks(from, from + span, name, 6)
        expect(ticks.length).toBeGreaterThan(0)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.every((t, index) => t >= from && t <= from + span && t > (ticks[index - 1] ?? 0))).toBe(true)
      }),
    )
  })
})
