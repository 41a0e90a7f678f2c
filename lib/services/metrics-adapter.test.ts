import { describe, expect, it } from 'vitest'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import type { InstantSeries } from '@/lib/prometheus/schema'
import { aReading } from '@/lib/testing/service-parts'
import { type MetricAnswers, toMetricRows, toSample } from './metrics-adapter'
import { metricRowSchema } from './schema'

const one = (labels: Record<string, string>, value: number): InstantSeries => ({ labels, value, timeSeconds: 0 })
const present = (name: string, count = 3) => one({ figure: name }, count)
const nothing: MetricAnswers = { presence: [], present: [], rates: [], buckets: [], gauges: [], metadata: {} }

function row(id: ServiceId, name: string, answers: Partial<MetricAnswers> = {}) {
  const rows = toMetricRows(serviceById(id), ['voice'], { ...nothing, ...answers })
  for (const each of rows) metricRowSchema.parse(each)
  const found = rows.find((each) => each.name === name)
  if (!found) throw new Error(`${id} has no ${name}`)
  return found
}

describe('a documented metric', () => {
  it('that Prometheus does not have is missing, with what that means', () => {
    expect(row('ors', 'orsnode_strategies')).toMatchObject({
      figure: null,
      seriesCount: 0,
      missing: { kind: 'absent' },
    })
    expect(row('ors', 'redis_state').missing?.kind).toBe('named-by-alerts')
    expect(row('callback', 'RBAC_CREATE_VQ_PROXY_ERROR').missing?.kind).toBe('first-event')
  })
  it('counts the series of all parts of a histogram', () => {
    const name = 'dialplan_response_time'
    const presence = [present(`${name}_bucket`, 24), present(`${name}_sum`, 2), present(`${name}_count`, 2)]
    expect(row('dial-plan', name, { presence }).seriesCount).toBe(28)
  })
})

describe('figures', () => {
  it('are rates of counters; too few samples are no 0', () => {
    const presence = [present('agent_callevents')]
    const rates = [one({ figure: 'agent_callevents' }, 12.5)]
    expect(row('agent-state', 'agent_callevents', { presence, rates }).figure).toEqual({
      kind: 'rate',
      perSecond: 12.5,
    })
    expect(row('agent-state', 'agent_callevents', { presence }).figure).toMatchObject({ kind: 'none' })
  })
  it('are sums with the lowest and highest pod, or only these where a sum means nothing', () => {
    const gauge = (name: string, agg: string, value: number) => one({ figure: name, agg }, value)
    const sums = [
      gauge('rqnode_streams', 'sum', 90),
      gauge('rqnode_streams', 'low', 20),
      gauge('rqnode_streams', 'high', 40),
    ]
    expect(row('rq', 'rqnode_streams', { presence: [present('rqnode_streams')], present: sums }).figure).toEqual({
      kind: 'sum',
      total: 90,
      low: 20,
      high: 40,
    })
    const name = 'sips_cpu_usage_main'
    const each = [gauge(name, 'low', 4), gauge(name, 'high', Number.NaN)]
    expect(row('sip-cluster', name, { presence: [present(name)], present: each }).figure).toEqual({
      kind: 'each',
      low: 4,
      high: 'NaN',
    })
  })
  it.each([
    [
      'exact',
      [
        ['10', 90],
        ['20', 100],
        ['+Inf', 100],
      ],
      { kind: 'p95', p95: 15, bound: 'exact' },
    ],
    [
      'beyond the highest bucket',
      [
        ['10', 50],
        ['+Inf', 100],
      ],
      { kind: 'p95', p95: 10, bound: 'above' },
    ],
    [
      'all in one bucket',
      [
        ['10', 100],
        ['+Inf', 100],
      ],
      { kind: 'p95', p95: 10, bound: 'at-most' },
    ],
    ['no finite bucket', [['+Inf', 100]], { kind: 'none', reason: 'Cannot tell: the histogram has no finite bucket' }],
    [
      'no event',
      [
        ['10', 0],
        ['+Inf', 0],
      ],
      { kind: 'none', reason: 'No event in the last two minutes' },
    ],
  ] as const)('are percentiles as far as buckets tell them: %s', (_what, held, figure) => {
    const name = 'dialplan_response_time'
    const buckets = held.map(([le, value]) => one({ figure: name, le }, value))
    expect(row('dial-plan', name, { presence: [present(`${name}_bucket`)], buckets }).figure).toEqual(figure)
  })
  it('are the worst state that pods report, undocumented ones by their raw value', () => {
    const name = 'orsnode_health_level'
    const state = (...raws: string[]) =>
      row('ors', name, {
        presence: [present(name)],
        gauges: [
          ...raws.map((raw, index) => aReading(name, `voice-ors-${index}`, raw)),
          aReading(name, 'voice-rq-0', '-1'),
        ],
      }).figure
    expect(state('2', '2')).toEqual({ kind: 'state', status: 'ok', word: 'pass', count: 2, of: 2 })
    expect(state('2', '7')).toEqual({ kind: 'state', status: 'unknown', word: 'undocumented value 7', count: 1, of: 2 })
    expect(state('NaN')).toMatchObject({ status: 'unknown', word: 'undocumented value NaN' })
    expect(state()).toMatchObject({ kind: 'none' })
  })
  it('are versions with their pods, and portal codes with their tenants', () => {
    const version = (text: string, pods: number) =>
      one({ figure: 'service_version_info', agg: 'version', version: text }, pods)
    expect(
      row('ors', 'service_version_info', {
        presence: [present('service_version_info')],
        present: [version('1.1', 1), version('1.2', 2)],
      }).figure,
    ).toEqual({ kind: 'text', text: '1.2: 2, 1.1: 1' })
    const code = (raw: string, count: number) => one({ figure: 'Portal_HTTP_Status', agg: 'code', raw }, count)
    expect(
      row('portal', 'Portal_HTTP_Status', {
        presence: [present('Portal_HTTP_Status')],
        present: [code('200', 9), code('0', 1)],
      }).figure,
    ).toEqual({ kind: 'text', text: 'HTTP 200: 9, no HTTP answer: 1' })
  })
})

describe('notes', () => {
  const threads = (falls: number, type: string) =>
    row('call-state', 'callthread_call_threads', {
      presence: [present('callthread_call_threads')],
      rates: [one({ figure: 'callthread_call_threads', agg: 'falls' }, falls)],
      metadata: { callthread_call_threads: [{ type, help: '', unit: '' }] },
    })

  it('tell that guide, Prometheus and screen disagree', () => {
    const { notes, prometheusType } = threads(3, 'gauge')
    expect(prometheusType).toBe('gauge')
    expect(notes[0]).toContain('A counter in the guide, shown as a present number')
    expect(notes[1]).toBe('Prometheus was told that it is a gauge; the guide prints counter.')
  })
  it('doubt a present number that never falls', () => {
    expect(threads(0, 'counter').notes[1]).toContain('it may be a running total after all')
    expect(threads(5, 'counter').notes).toHaveLength(1)
  })
})

describe('toSample', () => {
  it('keeps words for what JSON has no number for', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0].map(toSample)).toEqual([
      'NaN',
      '+Inf',
      '-Inf',
      0,
    ])
  })
})
