import { describe, expect, it } from 'vitest'
import { ruleGroupSchema } from '@/lib/prometheus/schema'
import { nowIso, secondsAgo } from '@/lib/testing/service-parts'
import { alertChanges, endedAlerts } from './alert-adapter'
import { auditChanges } from './audit-adapter'
import { type Change, changeSchema } from './schema'

const alert = (labels: Record<string, string> = {}, change: Record<string, unknown> = {}) => ({
  labels: { alertname: 'Redis not available', severity: 'critical', service: 'voice-ors', ...labels },
  state: 'firing',
  activeAt: '2026-11-20T10:00:00.5Z',
  value: '1',
  ...change,
})

const changesOf = (alerts: unknown[]) =>
  alertChanges('default', [
    ruleGroupSchema.parse({
      name: 'voice',
      file: 'voice.yaml',
      interval: 30,
      rules: [
        { type: 'recording', name: 'r', query: 'up', health: 'ok' },
        { type: 'alerting', name: 'Redis not available', query: 'x', state: 'firing', health: 'ok', alerts },
      ],
    }),
  ])

describe('alertChanges', () => {
  it('tells what fires, since when its condition holds', () => {
    const [change] = changesOf([alert()])
    expect(changeSchema.parse(change)).toMatchObject({
      at: '2026-11-20T10:00:00.500Z',
      kind: 'alert',
      tone: 'failing',
      title: 'Alert Redis not available',
      serviceId: 'ors',
      link: '/alerts?text=Redis+not+available',
      count: 1,
    })
  })
  it('tells alerts of one rule and service that began together once', () => {
    const changes = changesOf([
      alert({ pod: 'voice-ors-0' }),
      alert({ pod: 'voice-ors-1' }),
      alert({ service: 'voice-rq' }),
    ])
    expect(changes.map(({ serviceId, count }) => [serviceId, count])).toEqual([
      ['ors', 2],
      ['rq', 1],
    ])
  })
  it.each([
    ['pending', alert({}, { state: 'pending' })],
    ['without a time', alert({}, { activeAt: null })],
  ])('is silent on alerts that are %s', (_name, silent) => {
    expect(changesOf([silent])).toEqual([])
  })
  it('does not guess a severity', () => {
    expect(changesOf([alert({ severity: 'Outage' })])[0]).toMatchObject({
      tone: null,
      detail: 'Firing, severity unknown',
    })
  })
})

describe('endedAlerts', () => {
  it('tells once that an alert ended', () => {
    const before = changesOf([alert(), alert({ service: 'voice-rq' })])
    const now = changesOf([alert()])
    const look = (seen: Change[], seconds: number) => ({ seen, at: secondsAgo(seconds) })
    const [ended, ...more] = endedAlerts(look(before, 5), look(now, 0))
    expect(more).toEqual([])
    expect(changeSchema.parse(ended)).toMatchObject({
      serviceId: 'rq',
      tone: 'ok',
      at: nowIso,
      notBefore: null,
      detail: 'No longer firing',
    })
    expect(endedAlerts(look(now, 5), look(now, 0))).toEqual([])
    expect(endedAlerts(look(before, 3600), look(now, 0))).toMatchObject([{ at: nowIso, notBefore: secondsAgo(3600) }])
  })
})

describe('auditChanges', () => {
  const row = (action: string) => ({ id: 7n, at: new Date(nowIso), action, entityId: 'a/b "c"', actorName: 'Ada' })
  it('says who did what to which tenant', () => {
    const [change] = auditChanges([row('tenant.update')])
    expect(changeSchema.parse(change)).toMatchObject({
      id: 'audit:7',
      region: null,
      title: 'Tenant a/b "c" changed',
      detail: 'By Ada',
      link: '/tenants/a%2Fb%20%22c%22',
    })
  })
  it('links to no tenant that is gone, and prints a deed of a later version as it is', () => {
    expect(auditChanges([row('tenant.delete')])[0]).toMatchObject({ link: null })
    expect(auditChanges([row('tenant.pause')])[0]?.title).toContain('pause')
  })
})
