import { describe, expect, it } from 'vitest'
import { aFailingSource, rowOf, said, secondsAgo, someParts } from '@/lib/testing/service-parts'
import { readingKey } from './parts'
import { troubledPortalReadings } from './portal-reasons'

describe('Portal', () => {
  const counted = (codes: Record<string, number>) => Object.entries(codes).map(([raw, tenants]) => ({ raw, tenants }))
  const portal = (codes: Record<string, number>, ageSeconds: number | null = 20, old: Record<string, number> = {}) => ({
    portal: { codes: counted(codes), old: counted(old), ageSeconds },
  })
  it.each([
    ['all answer 200', portal({ '200': 12 }), 'ok', 'HTTP 200 from 12 of 12 tenants'],
    ['one answers 503', portal({ '200': 11, '503': 1 }), 'failing', 'HTTP 503 from 1 of 12 tenants'],
    ['one gives no answer', portal({ '200': 11, '0': 1 }), 'failing', 'no HTTP answer from 1 of 12 tenants'],
    ['a code that is none', portal({ '200': 11, '42': 1 }), 'unknown', 'undocumented value 42 from 1 of 12 tenants'],
    ['NaN', portal({ NaN: 1 }), 'unknown', 'undocumented value NaN from 1 of 1 tenant'],
    ['nobody is probed', portal({}), 'no-data', 'No tenant has a portal status in Prometheus'],
    ['the probe is dead', portal({}, 600, { '200': 12 }), 'stale', 'The portal probe has stopped pushing'],
    ['nothing tells the age', portal({ '200': 12 }, null), 'unknown', 'Nothing tells how old the portal statuses are'],
  ] as const)('%s', (_name, prometheus, status, text) => {
    const row = rowOf(someParts({ prometheus }), 'portal')
    expect(row.status).toBe(status)
    expect(row.reasons[0]?.text).toBe(text)
    expect(row.pods).toBeNull()
  })

  it('says what a dead probe last said as stale, since the last push', () => {
    const row = rowOf(someParts({ prometheus: portal({}, 600, { '200': 11, '503': 1 }) }), 'portal')
    expect(said(row)).toEqual([
      'stale portal-age: The portal probe has stopped pushing',
      'stale portal-status: HTTP 503 from 1 of 12 tenants, as last heard',
    ])
    expect(row.reasons[0]?.since).toBe(secondsAgo(600))
  })

  it('tells statuses that nobody pushes any more from those of now, whichever job pushed last', () => {
    const row = rowOf(someParts({ prometheus: portal({ '200': 9 }, 20, { '200': 2, '503': 1 }) }), 'portal')
    expect(row.status).toBe('stale')
    expect(said(row)).toEqual([
      'stale portal-age: Nobody pushes the portal statuses of 3 of 12 tenants any more',
      'stale portal-status: HTTP 503 from 1 of 12 tenants, as last heard',
      'ok portal-status: HTTP 200 from 9 of 12 tenants',
    ])
    expect(troubledPortalReadings(portal({ '503': 1 }, 20, { '503': 2 }).portal)).toHaveLength(1)
  })

  it('says since when a code is there', () => {
    const prometheus = portal({ '200': 11, '503': 1 })
    const [reading, ...more] = troubledPortalReadings(prometheus.portal)
    if (!reading) throw new Error('503 is trouble')
    expect(more).toEqual([])
    const since = new Map([[readingKey(reading), { since: secondsAgo(700), atLeast: true, historyAsked: true }]])
    const [worst] = rowOf(someParts({ prometheus, since }), 'portal').reasons
    expect(worst).toMatchObject({ text: 'HTTP 503 from 1 of 12 tenants', since: secondsAgo(700), sinceAtLeast: true })
  })

  it('is not touched by a Kubernetes that fails', () => {
    const row = rowOf(
      someParts({ prometheus: portal({ '200': 1 }), kubernetesState: aFailingSource('kubernetes') }),
      'portal',
    )
    expect(row.status).toBe('ok')
  })
})
