import { describe, expect, it } from 'vitest'
import { services } from '@/lib/catalogue/services'
import { buildMetrics, buildSeriesNames, familyOf, unitOfSeries } from './metric-list'

const about = (type: string, help = 'Told by Prometheus.', unit = '') => [{ type, help, unit }]
const documentedCount = services.reduce((sum, { metrics }) => sum + metrics.length, 0)

const told = {
  names: [
    'Portal_HTTP_Status',
    'up',
    'jobs_total',
    'wait_seconds_bucket',
    'wait_seconds_sum',
    'wait_seconds_count',
    'no metadata',
  ],
  metadata: {
    Portal_HTTP_Status: about('gauge'),
    jobs_total: about('counter', 'Jobs  that\nended.'),
    wait_seconds: about('histogram', ''),
  },
}

describe('buildMetrics', () => {
  it('has the documented ones first, then what else Prometheus has, histograms as one', () => {
    const metrics = buildMetrics(told)
    const others = metrics.slice(documentedCount)
    expect(metrics.slice(0, documentedCount).every(({ service }) => service !== null)).toBe(true)
    expect(others.map(({ name, kind, help }) => [name, kind, help])).toEqual([
      ['jobs_total', 'counter', 'Jobs that ended.'],
      ['up', 'unknown', null],
      ['wait_seconds', 'histogram', null],
    ])
  })

  it('marks what is missing, and says our own words of what is documented', () => {
    const metrics = buildMetrics(told)
    expect(metrics.find(({ name }) => name === 'Portal_HTTP_Status')).toMatchObject({
      id: 'portal/Portal_HTTP_Status',
      presence: 'present',
      help: expect.stringContaining('portal page of a tenant'),
      query: 'max by (instance) (Portal_HTTP_Status)',
    })
    expect(metrics.find(({ name }) => name === 'sips_calls')).toMatchObject({
      presence: 'missing',
      serviceName: 'Voice SIP Cluster Service',
    })
  })

  it('claims nothing of presence while Prometheus is silent', () => {
    const metrics = buildMetrics(null)
    expect(metrics).toHaveLength(documentedCount)
    expect(new Set(metrics.map(({ presence }) => presence))).toEqual(new Set(['unknown']))
  })

  it('has ids of its own for a metric that several services document, and narrows its expression to the one', () => {
    const metrics = buildMetrics(told)
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length)
    const shared = metrics.filter(({ name }) => name === 'kafka_producer_queue_depth')
    expect(shared.length).toBeGreaterThan(1)
    expect(new Set(shared.map(({ query }) => query)).size).toBe(shared.length)
    expect(shared[0]?.query).toMatch(/container="voice-/)
  })

  it('believes Prometheus about the type, and nobody where targets disagree', () => {
    const kindOf = (metadata: typeof told.metadata | Record<string, ReturnType<typeof about>>, name: string) =>
      buildMetrics({ names: [name], metadata }).find((metric) => metric.name === name)?.kind
    expect(kindOf({ sips_calls: about('counter') }, 'sips_calls')).toBe('counter')
    expect(kindOf({ x: [...about('counter'), ...about('gauge')] }, 'x')).toBe('unknown')
    expect(kindOf({ x: about('something new') }, 'x')).toBe('unknown')
  })

  it('asks for the change of a gauge that only grows', () => {
    const metric = buildMetrics(told).find(({ name }) => name === 'sips_calls_created')
    expect(metric).toMatchObject({ kind: 'gauge', query: 'sum by (pod) (rate(sips_calls_created[5m]))' })
    const present = services.flatMap(({ metrics }) => metrics).find(({ readAs }) => readAs === 'present-number')
    expect(buildMetrics(told).find(({ name }) => name === present?.name)).toMatchObject({
      kind: 'counter',
      query: present?.name,
    })
  })

  it('takes a histogram without buckets for a native one', () => {
    const metadata = { native: about('histogram') }
    expect(buildMetrics({ names: ['native'], metadata }).at(-1)?.query).toBe(
      'histogram_quantile(0.95, sum(rate(native[5m])))',
    )
  })

  it('leaves out names that PromQL cannot write, and inherits nothing from objects', () => {
    const names = ['with space', 'constructor', 'toString']
    expect(
      buildMetrics({ names, metadata: {} })
        .slice(documentedCount)
        .map(({ name, kind }) => [name, kind]),
    ).toEqual([
      ['constructor', 'unknown'],
      ['toString', 'unknown'],
    ])
  })
})

it.each([
  ['wait_seconds_bucket', 'wait_seconds'],
  ['wait_seconds_created', 'wait_seconds'],
  ['jobs_total', 'jobs_total'],
  ['nobody_knows_count', 'nobody_knows_count'],
  ['http_client_request_duration_seconds_bucket', 'http_client_request_duration_seconds'],
  // A gauge of the catalogue that only looks like a part of a histogram.
  ['sipproxy_sip_nodes_count', 'sipproxy_sip_nodes_count'],
])('familyOf %s is %s', (series, family) => {
  expect(familyOf(series, told.metadata)).toBe(family)
})

it.each([
  ['wait_seconds_bucket', 'count'],
  ['wait_seconds_sum', 'seconds'],
  ['process_start_time_seconds', 'unix-seconds'],
  ['x_bytes_total', 'bytes'],
  ['x_total', 'count'],
  ['kafka_producer_queue_age_seconds', 'seconds'],
  ['nobody_knows', null],
])('unitOfSeries %s is %s', (series, unit) => {
  expect(unitOfSeries(series, told.metadata)).toBe(unit)
})

it('buildSeriesNames has every name that can be written, and says when there are more', () => {
  expect(buildSeriesNames(told, 100).items.find(({ name }) => name === 'wait_seconds_bucket')).toMatchObject({
    kind: 'histogram',
  })
  expect(buildSeriesNames(told, 2)).toMatchObject({
    items: [{ name: 'Portal_HTTP_Status' }, { name: 'up' }],
    truncated: true,
  })
})
