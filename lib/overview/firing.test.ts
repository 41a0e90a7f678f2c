import { describe, expect, it } from 'vitest'
import { type AlertRow, alertRowSchema } from '@/lib/alerts/schema'
import { secondsAgo } from '@/lib/testing/service-parts'
import { groupFiring } from './firing'

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

describe('groupFiring', () => {
  it('makes one line of the same alert of several pods, since the first', () => {
    const groups = groupFiring([alert('ors-0'), alert('ors-1', { activeAt: secondsAgo(600) })])
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({
      count: 2,
      where: 'ors',
      since: secondsAgo(600),
      link: '/alerts?text=Redis+not+available&state=firing&service=ors',
    })
  })
  it('names pod and summary of a single one, and links to it', () => {
    expect(groupFiring([alert('ors-0')])[0]).toMatchObject({
      count: 1,
      where: 'ors · voice-ors-0',
      summary: 'No Redis',
      link: '/alerts?alert=ors-0',
    })
  })
  it('keeps services, tenants and severities apart, worst first', () => {
    const groups = groupFiring([
      alert('a', { severity: 'warning' }),
      alert('b', { service: null, serviceLabel: 'grafana', tenant: 't1' }),
      alert('c', { tenant: 't2' }),
    ])
    expect(groups.map(({ severity, where }) => [severity, where.split(' · ').slice(0, 2).join(' ')])).toEqual([
      ['critical', 'grafana t1'],
      ['critical', 'ors t2'],
      ['warning', 'ors voice-a'],
    ])
  })
  it.each([
    ['pending', alert('a', { state: 'pending' })],
    ['silenced', alert('a', { notification: { ...alert('a').notification, state: 'suppressed' } })],
  ])('leaves out what is %s', (_name, row) => {
    expect(groupFiring([row])).toEqual([])
  })
  it('does not know since when, when nobody says', () => {
    expect(groupFiring([alert('a', { activeAt: null })])[0]?.since).toBeNull()
  })
})
