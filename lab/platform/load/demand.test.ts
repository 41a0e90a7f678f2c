import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDemand } from './demand'

const monday = Date.UTC(2026, 10, 16)
const time = fc.integer({ min: monday, max: monday + 21 * 86_400_000 })

describe('demand', () => {
  const demand = createDemand(7)

  it('has a working day, and quiet nights and Sundays', () => {
    const tuesdayTen = Date.UTC(2026, 10, 17, 9)
    const tuesdayNight = Date.UTC(2026, 10, 17, 2)
    const sundayTen = Date.UTC(2026, 10, 22, 9)
    expect(demand.level(tuesdayTen)).toBeGreaterThan(0.8)
    expect(demand.level(tuesdayNight)).toBeLessThan(0.06)
    expect(demand.level(sundayTen)).toBeLessThan(0.3)
  })

  it('integrates to what its level adds up to', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 60, max: 3 * 86_400 }), (fromMs, seconds) => {
        const steps = 4000
        const stepMs = (seconds * 1000) / steps
        let sum = 0
        for (let index = 0; index < steps; index++)
          sum += demand.level(fromMs + (index + 0.5) * stepMs) * (stepMs / 1000)
        expect(demand.seconds(fromMs, fromMs + seconds * 1000)).toBeCloseTo(sum, -1)
      }),
      { numRuns: 40 },
    )
  })

  it('does not depend on what was asked before', () => {
    const fresh = createDemand(7)
    const later = fresh.seconds(monday + 9e8, monday + 1e9)
    expect(later).toBe(demand.seconds(monday + 9e8, monday + 1e9))
    expect(later).not.toBe(createDemand(8).seconds(monday + 9e8, monday + 1e9))
  })
})
