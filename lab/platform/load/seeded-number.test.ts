import { describe, expect, it } from 'vitest'
import { indexBelow, nameSuffix, seededUuid, unitNumber } from './seeded-number'

describe('seeded numbers', () => {
  it('repeat for the same seed and name, and differ for others', () => {
    expect(unitNumber(7, 'a')).toBe(unitNumber(7, 'a'))
    expect(unitNumber(7, 'a')).not.toBe(unitNumber(8, 'a'))
    expect(unitNumber(7, 'a')).not.toBe(unitNumber(7, 'b'))
    expect(nameSuffix(7, 'pod', 5)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(seededUuid(7, 'pod')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('fill their range evenly', () => {
    const counts = Array.from({ length: 10 }, () => 0)
    for (let index = 0; index < 10_000; index++) {
      const slot = indexBelow(3, `number/${index}`, 10)
      counts[slot] = (counts[slot] ?? 0) + 1
    }
    for (const count of counts) expect(count).toBeGreaterThan(850)
    for (const count of counts) expect(count).toBeLessThan(1150)
  })
})
