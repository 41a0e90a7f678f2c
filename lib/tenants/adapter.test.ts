import { describe, expect, it } from 'vitest'
import type { InstantSeries, RuleGroup } from '@/lib/prometheus/schema'
import { toAlertCounts, toBeginnings, toPortalAnswer, toPortalReadings } from './adapter'

const now = 1_700_000_000

function series(name: string, labels: Record<string, string>, value: number): InstantSeries {
  return { labels: { __name__: name, job: 'portal_probe', ...labels }, value, timeSeconds: now }
}
const status = (instance: string, value: number, more = {}) =>
  series('Portal_HTTP_Status', { instance, cloud: 'azure', ...more }, value)
const pushed = (at: number, more = {}) => series('push_time_seconds', { instance: '', ...more }, at)

describe('toPortalReadings', () => {
  it('joins code, age, duration and reason of a tenant', () => {
    const readings = toPortalReadings([
      status('t1', 200),
      status('t2', 0),
      pushed(now - 20),
      series('portal_probe_duration_seconds', { instance: 't1' }, 0.125),
      series('portal_probe_failure', { instance: 't2', reason: 'dns' }, 1),
    ])
    expect([...readings.values()]).toEqual([
      {
        instance: 't1',
        job: 'portal_probe',
        group: '',
        cloud: 'azure',
        code: 200,
        pushedAtSeconds: now - 20,
        ageSeconds: 20,
        durationSeconds: 0.125,
        failure: null,
      },
      {
        instance: 't2',
        job: 'portal_probe',
        group: '',
        cloud: 'azure',
        code: 0,
        pushedAtSeconds: now - 20,
        ageSeconds: 20,
        durationSeconds: null,
        failure: 'dns',
      },
    ])
  })

  it('knows no age without a push time, of another job, or of a push that never worked', () => {
    for (const time of [[], [pushed(now, { job: 'other' })], [pushed(0)], [pushed(Number.NaN)]]) {
      expect(toPortalReadings([status('t1', 200), ...time]).get('t1')).toMatchObject({
        pushedAtSeconds: null,
        ageSeconds: null,
      })
    }
  })

  it('takes the newest push of a job, and no age below zero', () => {
    const readings = toPortalReadings([status('t1', 200), pushed(now - 500), pushed(now + 3), pushed(now - 50)])
    expect(readings.get('t1')).toMatchObject({ pushedAtSeconds: now + 3, ageSeconds: 0 })
  })

  it('takes the push of a tenant’s own group, where a job pushes one for each, for that tenant alone', () => {
    const readings = toPortalReadings([
      status('t1', 200),
      status('t2', 200),
      status('t3', 200),
      pushed(now - 86_400, { instance: 't1' }),
      pushed(now - 10, { instance: 't2' }),
      pushed(now - 30),
    ])
    expect([...readings.values()].map(({ group, ageSeconds }) => [group, ageSeconds])).toEqual([
      ['t1', 86_400],
      ['t2', 10],
      ['', 30],
    ])
  })

  it('lets the job that pushed last speak when two probe a tenant', () => {
    const old = { job: 'old' }
    const found = [status('t1', 503, old), pushed(now - 900, old), status('t1', 200), pushed(now - 5)]
    for (const order of [found, found.toReversed()]) expect(toPortalReadings(order).get('t1')?.code).toBe(200)
    const equals = [status('t1', 200, { replica: 'a' }), status('t1', 503, { replica: 'b' }), pushed(now - 5)]
    for (const order of [equals, equals.toReversed()]) expect(toPortalReadings(order).get('t1')?.code).toBe(503)
  })

  it('leaves out what is no reading', () => {
    const broken = [status('', 200), status('t1', Number.NaN), series('Portal_HTTP_Status', {}, 200), pushed(now)]
    expect(toPortalReadings(broken).size).toBe(0)
    expect(toPortalReadings([]).size).toBe(0)
  })

  it('does not guess a reason or a duration', () => {
    const readings = toPortalReadings([
      status('t1', 0),
      pushed(now),
      series('portal_probe_failure', { instance: 't1', reason: 'gremlins' }, 1),
      series('portal_probe_failure', { instance: 't1', reason: 'dns' }, 0),
      series('portal_probe_duration_seconds', { instance: 't1' }, Number.POSITIVE_INFINITY),
    ])
    expect(readings.get('t1')).toMatchObject({ failure: null, durationSeconds: null })
  })
})

describe('toPortalAnswer', () => {
  it.each([
    [[], null],
    [[0], 'down'],
    [[0, 1], 'up'],
  ] as const)('targets %j: %s', (targets, gateway) => {
    const up = targets.map((value, index) => series('up', { target: 'gateway', instance: `g${index}` }, value))
    expect(toPortalAnswer([status('t1', 200), ...up]).gateway).toBe(gateway)
  })
})

describe('toBeginnings', () => {
  const answer = (instance: string, value: number, figure?: string): InstantSeries => ({
    labels: { instance, ...(figure ? { figure } : {}) },
    value,
    timeSeconds: now,
  })

  it('begins one step after the last other code, else at the first code or before', () => {
    const found = toBeginnings(
      [answer('t1', now - 600), answer('t1', now - 9000, 'first'), answer('t2', now - 9000, 'first')],
      60,
    )
    expect(found.get('t1')).toEqual({ sinceSeconds: now - 540, atLeast: false })
    expect(found.get('t2')).toEqual({ sinceSeconds: now - 9000, atLeast: true })
    expect(found.get('t3')).toBeUndefined()
  })

  it('does not depend on the order', () => {
    const found = toBeginnings([answer('t1', now - 9000, 'first'), answer('t1', now - 600)], 60)
    expect(found.get('t1')?.atLeast).toBe(false)
  })
})

describe('toAlertCounts', () => {
  const group = (alerts: { state: 'firing' | 'pending'; labels: Record<string, string> }[]): RuleGroup[] => [
    {
      name: 'g',
      file: 'f',
      interval: 30,
      rules: [
        {
          type: 'alerting',
          name: 'portal down',
          query: 'x',
          state: 'firing',
          duration: 0,
          keepFiringFor: 0,
          labels: {},
          annotations: {},
          health: 'ok',
          alerts: alerts.map((alert) => ({ ...alert, annotations: {}, value: '1' })),
        },
        { type: 'recording', name: 'r', query: 'y', labels: {}, health: 'ok' },
      ],
    },
  ]

  it('counts firing alerts of a tenant by severity, however it is written', () => {
    const counts = toAlertCounts(
      group([
        { state: 'firing', labels: { service: 'portal', instance: 't1', severity: 'CRITICAL' } },
        { state: 'firing', labels: { tenant: 't1', severity: 'warning' } },
        { state: 'firing', labels: { pod: 't1-0', severity: 'outage' } },
        { state: 'pending', labels: { tenant: 't1', severity: 'critical' } },
        { state: 'firing', labels: { service: 'voice-agent', instance: 't1', severity: 'critical' } },
      ]),
    )
    expect([...counts]).toEqual([['t1', { critical: 1, warning: 1, info: 0, unknown: 1 }]])
  })

  it('is empty without alerts', () => expect(toAlertCounts([]).size).toBe(0))
})
