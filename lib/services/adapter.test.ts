import { describe, expect, it } from 'vitest'
import { type InstantSeries, type RangeSeries, ruleGroupSchema } from '@/lib/prometheus/schema'
import {
  toFigureReadings,
  toFiringAlerts,
  toGaugeReadings,
  toPortalReading,
  toSparklines,
  toVersionReadings,
} from './adapter'

const instant = (labels: Record<string, string>, value = 1): InstantSeries => ({ labels, value, timeSeconds: 1000 })
const range = (labels: Record<string, string>, samples: [number, number][]): RangeSeries => ({ labels, samples })

describe('toGaugeReadings', () => {
  it('keeps the raw value as printed and the number of series behind it', () => {
    const labels = { __name__: 'agent_redis_state', namespace: 'voice', pod: 'voice-agent-1', raw: 'NaN' }
    expect(toGaugeReadings([instant(labels, 3)])).toEqual([
      { metric: 'agent_redis_state', namespace: 'voice', pod: 'voice-agent-1', raw: 'NaN', seriesCount: 3 },
    ])
  })
  it('reads series without pod and namespace, and drops what has no name or value', () => {
    const series = [
      instant({ __name__: 'redis_state', raw: '2' }),
      instant({ raw: '2' }),
      instant({ __name__: 'redis_state' }),
    ]
    expect(toGaugeReadings(series)).toEqual([
      { metric: 'redis_state', namespace: '', pod: '', raw: '2', seriesCount: 1 },
    ])
  })
  it('makes nothing out of nothing', () => {
    expect(toGaugeReadings([])).toEqual([])
  })
})

describe('toVersionReadings', () => {
  it('drops series without a version', () => {
    const series = [instant({ namespace: 'voice', pod: 'a', version: '1' }), instant({ namespace: 'voice', pod: 'b' })]
    expect(toVersionReadings(series)).toEqual([{ namespace: 'voice', pod: 'a', version: '1' }])
  })
})

describe('toFigureReadings', () => {
  it('reads the figure label and leaves the number as it is', () => {
    const [reading] = toFigureReadings([instant({ figure: 'rqnode_xadds' }, Number.NaN), instant({}, 4)])
    expect(reading).toEqual({ metric: 'rqnode_xadds', value: Number.NaN })
  })
})

describe('toPortalReading', () => {
  it('tells codes from their age', () => {
    const series = [
      instant({ raw: '200' }, 11),
      instant({ raw: '503' }, 1),
      instant({ raw: '200', figure: 'old' }, 3),
      instant({ figure: 'age' }, 12.5),
    ]
    expect(toPortalReading(series)).toEqual({
      codes: [
        { raw: '200', tenants: 11 },
        { raw: '503', tenants: 1 },
      ],
      old: [{ raw: '200', tenants: 3 }],
      ageSeconds: 12.5,
    })
  })
  it.each([
    ['no push time', [instant({ raw: '200' }, 1)], null],
    ['a push time that is NaN', [instant({ figure: 'age' }, Number.NaN)], null],
    ['a push a moment in the future', [instant({ figure: 'age' }, -0.4)], 0],
  ])('%s', (_name, series, ageSeconds) => {
    expect(toPortalReading(series).ageSeconds).toBe(ageSeconds)
  })
})

describe('toSparklines', () => {
  it('has one line for each figure, on the whole grid', () => {
    const lines = toSparklines([range({ figure: 'rqnode_xadds' }, [[120, 1.23456]]), range({}, [[120, 1]])], {
      startSeconds: 0,
      endSeconds: 240,
      stepSeconds: 120,
    })
    expect([...lines]).toEqual([
      [
        'rqnode_xadds',
        [
          [0, null],
          [120, 1.23],
          [240, null],
        ],
      ],
    ])
  })
})

describe('toFiringAlerts', () => {
  const alert = (change: Record<string, unknown>, labels: Record<string, string> = {}) => ({
    labels: { alertname: 'Pod not ready', severity: 'Critical', service: 'voice-agent', pod: 'p', ...labels },
    state: 'firing',
    activeAt: '2026-11-20T10:00:00.123456789Z',
    value: '1e+00',
    ...change,
  })
  const groups = (alerts: unknown[]) => [
    ruleGroupSchema.parse({
      name: 'voice',
      file: 'voice.yaml',
      interval: 30,
      rules: [
        { type: 'recording', name: 'r', query: 'up', health: 'ok' },
        { type: 'alerting', name: 'Pod not ready', query: 'up == 0', state: 'firing', health: 'ok', alerts },
      ],
    }),
  ]

  it('reads severity in any case, the service by its labels and the time without its nanoseconds', () => {
    expect(toFiringAlerts(groups([alert({})]))).toEqual([
      {
        name: 'Pod not ready',
        alertId: null,
        severity: 'critical',
        service: 'agent-state',
        activeAt: '2026-11-20T10:00:00.123Z',
        pod: 'p',
      },
    ])
  })
  it('keeps the id of a documented alert of that service, and no other', () => {
    const ids = ['agent-state-pod-failed', 'ors-pod-failed', 'made-up']
    const alerts = toFiringAlerts(groups(ids.map((alert_id) => alert({}, { alert_id }))))
    expect(alerts.map(({ alertId }) => alertId)).toEqual(['agent-state-pod-failed', null, null])
  })
  it.each([
    ['pending alerts', [alert({ state: 'pending' })]],
    ['alerts of nobody of ours', [alert({}, { service: 'grafana' })]],
    ['rules without alerts', []],
  ])('leaves out %s', (_name, alerts) => {
    expect(toFiringAlerts(groups(alerts))).toEqual([])
  })
  it('does not guess a severity or a time', () => {
    expect(toFiringAlerts(groups([alert({ activeAt: null }, { severity: 'Outage' })]))[0]).toMatchObject({
      severity: 'unknown',
      activeAt: null,
    })
  })
})
