import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countBetween, cutIntoStretches, type FlowChange } from './counted'
import { createDemand } from './demand'
import { createRipple } from './ripple'
import { hashText } from './seeded-number'

const monday = Date.UTC(2026, 10, 16)
const time = fc.integer({ min: monday, max: monday + 21 * 86_400_000 })

describe('counts', () => {
  const demand = createDemand(7)
  const change = fc
    .record({
      sinceMs: time,
      lengthMs: fc.integer({ min: 1000, max: 86_400_000 }),
      isOver: fc.boolean(),
      factor: fc.double({ min: 0, max: 5, noNaN: true }),
      addPerSecond: fc.double({ min: 0, max: 3, noNaN: true }),
    })
    .map(
      ({ sinceMs, lengthMs, isOver, factor, addPerSecond }): FlowChange => ({
        sinceMs,
        untilMs: isOver ? sinceMs + lengthMs : undefined,
        factor,
        addPerSecond,
        slower: 1,
      }),
    )

  it('never fall, whatever faults come and go', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(change, { maxLength: 4 }),
        fc.array(time, { minLength: 2, maxLength: 40 }),
        (hash, changes, times) => {
          const flow = { perSecondAtPeak: 3, constantPerSecond: 0 }
          const context = { demand, ripple: createRipple(hash) }
          const sorted = times.toSorted((a, b) => a - b)
          const counts = sorted.map((toMs) => countBetween(flow, context, changes, monday, toMs))
          for (let index = 1; index < counts.length; index++) {
            expect(counts[index] ?? 0).toBeGreaterThanOrEqual((counts[index - 1] ?? 0) - 1e-6)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('never fall from second to second through a whole week', () => {
    for (const hash of [1, 2, 3, hashText('agent')]) {
      const context = { demand, ripple: createRipple(hash) }
      let before = 0
      let largestFall = 0
      for (let toMs = monday; toMs < monday + 7 * 86_400_000; toMs += 20_000) {
        const count = countBetween({ perSecondAtPeak: 1, constantPerSecond: 0 }, context, [], monday, toMs)
        largestFall = Math.max(largestFall, before - count)
        before = count
      }
      expect(largestFall).toBe(0)
    }
  })

  it('add up over parts', () => {
    const context = { demand, ripple: createRipple(5) }
    const flow = { perSecondAtPeak: 2, constantPerSecond: 0.1 }
    const middle = monday + 40_000_000
    const end = monday + 99_000_000
    const changes: FlowChange[] = [
      { sinceMs: monday + 30_000_000, untilMs: monday + 60_000_000, factor: 0.2, addPerSecond: 1, slower: 1 },
    ]
    const parts =
      countBetween(flow, context, changes, monday, middle) + countBetween(flow, context, changes, middle, end)
    expect(parts).toBeCloseTo(countBetween(flow, context, changes, monday, end), 6)
  })

  it('stand still while a fault stops everything', () => {
    const stopped: FlowChange[] = [{ sinceMs: monday, factor: 0, addPerSecond: 0, slower: 1 }]
    const context = { demand, ripple: createRipple(5) }
    expect(countBetween({ perSecondAtPeak: 2, constantPerSecond: 1 }, context, stopped, monday, monday + 1e7)).toBe(0)
  })

  it('multiply and add where faults overlap', () => {
    const a: FlowChange = { sinceMs: 10, untilMs: 30, factor: 2, addPerSecond: 1, slower: 3 }
    const b: FlowChange = { sinceMs: 20, factor: 5, addPerSecond: 2, slower: 1 }
    expect(cutIntoStretches([a, b], 0, 40)).toEqual([
      { fromMs: 0, toMs: 10, factor: 1, addPerSecond: 0, slower: 1 },
      { fromMs: 10, toMs: 20, factor: 2, addPerSecond: 1, slower: 3 },
      { fromMs: 20, toMs: 30, factor: 10, addPerSecond: 3, slower: 3 },
      { fromMs: 30, toMs: 40, factor: 5, addPerSecond: 2, slower: 1 },
    ])
  })
})
