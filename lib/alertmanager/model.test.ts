import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeReplicas } from './model'
import type { GettableAlert } from './schema'

const alert = (fingerprint: string, updatedAt: string, extra: Partial<GettableAlert> = {}): GettableAlert => ({
  fingerprint,
  labels: { alertname: fingerprint },
  annotations: {},
  startsAt: '2026-11-20T18:00:00.000Z',
  endsAt: '2026-11-20T19:00:00.000Z',
  updatedAt,
  receivers: [],
  status: { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] },
  ...extra,
})

describe('mergeReplicas', () => {
  it('takes each fingerprint once, as the replica that changed it last has it', () => {
    const older = alert('a', '2026-11-20T18:00:01.000Z')
    const silenced = alert('a', '2026-11-20T18:00:02.000Z', {
      status: { state: 'suppressed', silencedBy: ['s1'], inhibitedBy: [], mutedBy: [] },
    })
    expect(mergeReplicas([[older], [silenced]])).toEqual([silenced])
    expect(mergeReplicas([[silenced], [older]])).toEqual([silenced])
  })

  it('compares times, not their text: offsets count', () => {
    const later = alert('a', '2026-11-20T18:00:00.000Z')
    const earlier = alert('a', '2026-11-20T19:30:00.000+02:00')
    expect(mergeReplicas([[earlier], [later]])).toEqual([later])
  })

  it('keeps what only one replica has', () => {
    const [a, b] = [alert('a', '2026-11-20T18:00:00Z'), alert('b', '2026-11-20T18:00:00Z')]
    expect(mergeReplicas([[b], [a]])).toEqual([a, b])
    expect(mergeReplicas([[], [a]])).toEqual([a])
    expect(mergeReplicas([])).toEqual([])
  })

  it('does not depend on which replica answers first', () => {
    const times = fc.integer({ min: 0, max: 3 }).map((second) => `2026-11-20T18:00:0${second}.000Z`)
    const replica = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), times), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(replica, { maxLength: 3 }), (replicas) => {
        const lists = replicas.map((list) => list.map(([fingerprint, at]) => alert(fingerprint, at)))
        const merged = mergeReplicas(lists)
        expect(mergeReplicas([...lists].reverse())).toEqual(merged)
        expect(new Set(merged.map(({ fingerprint }) => fingerprint)).size).toBe(merged.length)
      }),
    )
  })
})
