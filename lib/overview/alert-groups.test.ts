import { describe, expect, it } from 'vitest'
import { type AlertRow, alertRowSchema } from '@/lib/alerts/schema'
import { secondsAgo } from '@/lib/testing/service-parts'
import { groupAlerts } from './alert-groups'

const alert = (id: string, change: Partial<AlertRow> = {}): AlertRow =>
  alertRowSchema.parse({
    id,
    region: 'default',
    name: 'Redis not available',
    alertId: null,
    severity: 'critical',
    severityPrinted: 'critical',
    state: 'firing',
    service: 'ors',
    serviceLabel: 'voice-ors',
    tenant: null,
    pod: `voice-${id}`,
    summary: 'No Redis',
    description: null,
    labels: {},
    activeAt: secondsAgo(60),
    value: '1',
    expression: null,
    forSeconds: 300,
    notification: {
      state: 'active',
      silencedBy: [],
      inhibitedBy: [],
      receivers: [],
      startsAt: null,
      updatedAt: null,
    },
    ...change,
  })

describe('groupAlerts', () => {
  it('makes one line of the same alert of several pods, since the first', () => {
    const groups = groupAlerts([alert('ors-0'), alert('ors-1', { activeAt: secondsAgo(600) })], false)
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({
      count: 2,
      where: 'ors',
      since: secondsAgo(600),
      link: '/alerts?text=Redis+not+available&state=firing&service=ors',
    })
  })
  it('names pod and summary of a single one, and links to it', () => {
    expect(groupAlerts([alert('ors-0')], false)[0]).toMatchObject({
      count: 1,
      where: 'ors · voice-ors-0',
      summary: 'No Redis',
      link: '/alerts?alert=ors-0',
    })
  })
  it('keeps services, tenants and severities apart, worst first', () => {
    const groups = groupAlerts(
      [
        alert('a', { severity: 'warning' }),
        alert('b', { service: null, serviceLabel: 'grafana', tenant: 't1' }),
        alert('c', { tenant: 't2' }),
      ],
      false,
    )
    expect(groups.map(({ severity, where }) => [severity, where.split(' · ').slice(0, 2).join(' ')])).toEqual([
      ['critical', 'grafana t1'],
      ['critical', 'ors t2'],
      ['warning', 'ors voice-a'],
    ])
  })
  it.each([['silenced', alert('a', { notification: { ...alert('a').notification, state: 'suppressed' } })]])(
    'leaves out what is %s',
    (_name, row) => {
      expect(groupAlerts([row], false)).toEqual([])
    },
  )
  it('lists what waits to fire after what fires, and links to what waits', () => {
    const waiting = { name: 'Pod not ready', state: 'pending' } as const
    const groups = groupAlerts([alert('a', waiting), alert('b', waiting), alert('c', { severity: 'warning' })], false)
    expect(groups.map(({ state, count }) => [state, count])).toEqual([
      ['firing', 1],
      ['pending', 2],
    ])
    expect(groups[1]?.link).toBe('/alerts?text=Pod+not+ready&state=pending&service=ors')
  })
  it('names the region, and filters by it, where there are several', () => {
    const east = { region: 'east' }
    const groups = groupAlerts([alert('ors-0'), alert('ors-1', east), alert('ors-2', east)], true)
    expect(groups.map(({ where }) => where).sort()).toEqual(['ors · default · voice-ors-0', 'ors · east'])
    const link = groups.find(({ count }) => count === 2)?.link
    expect(new URL(link ?? '', 'http://x').searchParams.get('region')).toBe('east')
  })
  it('does not know since when, when nobody says', () => {
    expect(groupAlerts([alert('a', { activeAt: null })], false)[0]?.since).toBeNull()
  })
})
