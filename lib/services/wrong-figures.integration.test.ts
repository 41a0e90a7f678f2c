import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceId } from '@/lib/catalogue/schema'
import { findMetric, serviceById } from '@/lib/catalogue/services'
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'
import { type ScrapedPage, startScrapedPage } from '@/lib/testing/scraped-page'
import { someParts } from '@/lib/testing/service-parts'
import { toGaugeReadings } from './adapter'
import { toLines, toRankedMembers, toSplitLines } from './chart-adapter'
import { type ChartQuestion, chartPlan } from './chart-plans'
import { serviceCharts } from './charts'
import { buildMatrix } from './matrix'
import { metricQuestions } from './metric-questions'
import { toMetricRows } from './metrics-adapter'
import { gaugeQuery } from './promql'
import { toQuantileLines } from './quantile-adapter'
import { quantileOf } from './quantiles'
import { buildServiceRows } from './rows'
import type { MetricRow } from './schema'

// What goes wrong with figures, on a real Prometheus: an hour of samples, one every 30 seconds.
const stepSeconds = 30
const steps = 120
const endSeconds = Math.floor(Date.now() / 3_600_000) * 3600 - 3600
const startSeconds = endSeconds - steps * stepSeconds
const range = { startSeconds, endSeconds, stepSeconds: 60 }
const namespaces = ['voice']
const portal = { staleAfterSeconds: 90, otherRegions: [] }

const written: string[] = []
const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

function write(name: string, labels: Record<string, string>, valueAt: (step: number) => number | string | null): void {
  const text = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`)
  for (let step = 0; step <= steps; step += 1) {
    const value = valueAt(step)
    if (value !== null) written.push(`${name}{${text.join(',')}} ${value} ${startSeconds + step * stepSeconds}`)
  }
}

const pod = (name: string, more: Record<string, string> = {}) => ({ namespace: 'voice', pod: name, ...more })
const oddTenants = ['say "hi"\\', 'a|b.*', '}) or vector(1) #', 'line\nbreak', '']

function buckets(metric: string, labels: Record<string, string>, shares: readonly (readonly [string, number])[]): void {
  for (const [le, share] of shares) write(`${metric}_bucket`, { ...labels, le }, (step) => step * 100 * share)
}

function writeWorld(): void {
  // A counter that began anew in the middle, as that of a restarted pod does.
  write('rqnode_xadds', pod('voice-rq-0'), (step) => (step < 60 ? step * 300 : (step - 60) * 300))
  write('rqnode_clients', pod('voice-rq-0'), () => 'NaN')
  write('rqnode_streams', pod('voice-rq-0'), () => '+Inf')
  write('rqnode_streams', pod('voice-rq-1'), () => 5)
  write('rqnode_redis_state', pod('voice-rq-0'), () => 7)
  buckets('rqnode_read_latency', pod('voice-rq-0'), [['+Inf', 1]])
  buckets('rqnode_add_latency', pod('voice-rq-0'), [
    ['5', 1],
    ['10', 1],
    ['+Inf', 1],
  ])
  buckets('rqnode_redis_latency', pod('voice-rq-0'), [
    ['5', 0.2],
    ['10', 0.9],
    ['+Inf', 1],
  ])
  // Metrics without a pod: a site scrapes the service, not its pods.
  write('dialplan_total_request', { namespace: 'voice', tenant: 'a' }, (step) => step * 60)
  write('dialplan_health_level', { namespace: 'voice' }, () => 2)
  for (const [index, tenant] of oddTenants.entries()) {
    write('agent_callevents', pod('voice-agent-59fd95d95c-fxwlc', { tenant }), (step) => step * 30 * (index + 1))
  }
  // Names that several services share, beside one's own: series that differ by their name alone.
  const registrar = 'voice-registrar-5d9c7b8f6-bcdfg'
  write('registrar_active_sip_registrations', pod(registrar, { tenant: 'a' }), () => 40)
  write('kafka_consumer_state', pod(registrar), () => 1)
  write('kafka_consumer_state', pod('voice-agent-59fd95d95c-fxwlc'), () => 0)
  const proxy = pod('voice-sipproxy-0')
  write('kafka_producer_queue_depth', proxy, () => 3)
  write('sip_client_transactions_count', proxy, () => 9)
  // Present number with a counter's type: falls again and again.
  write('callthread_call_threads', pod('voice-callthread-5d9c7b8f6-bcdfg'), (step) => 100 + 10 * (step % 3))
  // Stopped reporting ten minutes before the end, without a marker: five minutes later it is gone.
  write('registrar_health_level', pod(registrar), (step) => (step <= 100 ? 2 : null))
}

let server: PrometheusServer
let client: PrometheusClient
let page: ScrapedPage
const instant = async (expression: string, timeSeconds = endSeconds) =>
  (await client.query(expression, { timeSeconds })).series
const over = async (expression: string) => (await client.queryRange(expression, range)).series

beforeAll(async () => {
  writeWorld()
  page = await startScrapedPage()
  page.say('orsnode_health_level{namespace="voice",pod="voice-ors-0"} 2\n')
  server = await startPrometheus(written.join('\n'), { scrape: page.target })
  client = createPrometheusClient({ url: server.url, region: 'default', timeoutMs: 10_000, maxResponseBytes: 1e8 })
})
afterAll(async () => {
  await server?.stop()
  await page?.close()
})

async function readTable(id: ServiceId, timeSeconds = endSeconds): Promise<MetricRow[]> {
  const service = serviceById(id)
  const questions = metricQuestions(service, namespaces, portal)
  if (!questions) throw new Error(`${id} has metrics`)
  const ask = async (expression: string | null) => (expression ? instant(expression, timeSeconds) : [])
  const [presence, present, rates, held, gauges] = await Promise.all([
    ask(questions.presence),
    ask(questions.present),
    ask(questions.rates),
    ask(questions.buckets),
    ask(gaugeQuery(namespaces)),
  ])
  const answers = { presence, present, rates, buckets: held, gauges: toGaugeReadings(gauges), metadata: {} }
  return toMetricRows(service, namespaces, answers)
}

const rowOf = async (id: ServiceId, name: string) => (await readTable(id)).find((row) => row.name === name)

function question(id: ServiceId, chartId: string, change: Partial<ChartQuestion> = {}): ChartQuestion {
  const service = serviceById(id)
  const chart = serviceCharts(service).find((candidate) => candidate.id === chartId)
  if (!chart) throw new Error(`${id} has no chart ${chartId}`)
  return { service, chart, split: 'pod', namespaces, windowSeconds: 120, portal, ...change }
}

async function drawSplit(asked: ChartQuestion) {
  const plan = chartPlan(asked)
  if (plan.kind !== 'split') throw new Error('not a split')
  const members = toRankedMembers(plan.label, await instant(plan.rank(8)))
  const [each, all] = await Promise.all([over(plan.each(members)), plan.all === null ? null : over(plan.all)])
  return toSplitLines({ label: plan.label, members, each, all, grid: range })
}

async function drawQuantiles(metric: string) {
  const asked = question('rq', metric)
  const plan = chartPlan(asked)
  if (plan.kind !== 'quantiles') throw new Error('no percentiles')
  return toQuantileLines(asked.chart, await over(plan.expression), await over(plan.buckets), range)
}

const valuesOf = (points: readonly (readonly [number, number | null])[] = []) =>
  points.flatMap(([, value]) => (value === null ? [] : [value]))

describe('the questions of the table', () => {
  it.each(['agent-state', 'config', 'sip-cluster', 'sip-proxy', 'ors', 'portal', 'callback', 'voicemail'] as const)(
    'are all understood for %s',
    async (id) => {
      expect(await readTable(id)).toHaveLength(serviceById(id).metrics.length)
    },
  )
})

describe('a series that is missing', () => {
  it('is marked, and its neighbours are not', async () => {
    const rows = await readTable('rq')
    expect(rows.filter((row) => row.missing).map((row) => row.name)).toEqual([
      'rqnode_xreads',
      'rqnode_redis_disconnects',
      'rqnode_consul_leader_error',
      'rqnode_active_master',
      'rqnode_active_backup',
      'redis_state',
    ])
  })
  it('leaves a chart without lines', async () => {
    expect(await drawSplit(question('rq', 'rqnode_xreads'))).toEqual([])
  })
})

describe('names that several services share', () => {
  it('are told apart by the pod, and do not push each other out', async () => {
    const present = (rows: readonly MetricRow[]) => rows.filter((row) => !row.missing).map((row) => row.name)
    expect(present(await readTable('registrar'))).toEqual([
      'registrar_active_sip_registrations',
      'kafka_consumer_state',
    ])
    const proxy = await readTable('sip-proxy')
    expect(present(proxy)).toEqual(['sip_client_transactions_count', 'kafka_producer_queue_depth'])
    expect(proxy.flatMap(({ figure }) => (figure ? [figure] : []))).toEqual([
      { kind: 'sum', total: 9, low: 9, high: 9 },
      { kind: 'sum', total: 3, low: 3, high: 3 },
    ])
  })
})

describe('a counter that began anew', () => {
  it('has no rate below zero, and the same rate before and after', async () => {
    const [line] = await drawSplit(question('rq', 'rqnode_xadds'))
    const values = valuesOf(line?.points)
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(values.at(-1)).toBeCloseTo(10, 5)
    expect((await rowOf('rq', 'rqnode_xadds'))?.figure).toEqual({ kind: 'rate', perSecond: expect.closeTo(10, 5) })
  })
})

describe('values that are no numbers', () => {
  it('stay words in the table and gaps in the chart', async () => {
    expect((await rowOf('rq', 'rqnode_clients'))?.figure).toEqual({
      kind: 'sum',
      total: 'NaN',
      low: 'NaN',
      high: 'NaN',
    })
    expect((await rowOf('rq', 'rqnode_streams'))?.figure).toEqual({ kind: 'sum', total: '+Inf', low: 5, high: '+Inf' })
    const lines = await drawSplit(question('rq', 'rqnode_streams'))
    expect(valuesOf(lines.find(({ label }) => label === 'voice-rq-0')?.points)).toEqual([])
    expect(valuesOf(lines.find(({ label }) => label === 'voice-rq-1')?.points)).toContain(5)
  })
  it('of a gauge with a scale are unknown, with the raw value', async () => {
    expect((await rowOf('rq', 'rqnode_redis_state'))?.figure).toMatchObject({
      status: 'unknown',
      word: 'undocumented value 7',
    })
    const asked = question('rq', 'rqnode_redis_state')
    const plan = chartPlan(asked)
    if (plan.kind !== 'lines') throw new Error('not lines')
    const metric = findMetric(asked.service, 'rqnode_redis_state')
    expect(toLines(asked.chart, metric, await over(plan.expression), range).map(({ label }) => label)).toEqual([
      'undocumented value 7 (7)',
    ])
  })
})

describe('a histogram', () => {
  it('of one bucket tells no percentile', async () => {
    const { series, remarks } = await drawQuantiles('rqnode_read_latency')
    expect(series).toEqual([])
    expect(remarks.join()).toContain('no percentile can be told')
    expect((await rowOf('rq', 'rqnode_read_latency'))?.figure).toMatchObject({ kind: 'none' })
  })
  it('with all in one bucket tells an upper bound only', async () => {
    const { series } = await drawQuantiles('rqnode_add_latency')
    expect(series.map(({ label }) => label)).toEqual(['All, at most'])
    expect((await rowOf('rq', 'rqnode_add_latency'))?.figure).toEqual({ kind: 'p95', p95: 5, bound: 'at-most' })
  })
  it('with a percentile beyond its highest bucket says so', async () => {
    const { series } = await drawQuantiles('rqnode_redis_latency')
    expect(series.map(({ label }) => label)).toEqual(['p50', 'p95, more than', 'p99, more than'])
    expect((await rowOf('rq', 'rqnode_redis_latency'))?.figure).toEqual({ kind: 'p95', p95: 10, bound: 'above' })
  })
  it('is interpolated as Prometheus does it', async () => {
    const rates = 'sum by (le) (rate(rqnode_redis_latency_bucket[2m]))'
    const held = (await instant(rates)).map(({ labels, value }) => ({
      upperBound: labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le),
      perSecond: value,
    }))
    for (const share of [0.1, 0.2, 0.5, 0.8, 0.9]) {
      const [told] = await instant(`histogram_quantile(${share}, ${rates})`)
      expect(quantileOf(share, held)).toEqual({ kind: 'value', value: expect.closeTo(told?.value ?? Number.NaN, 6) })
    }
  })
})

describe('metrics without a pod', () => {
  it('are in the table and in the chart, which says that they have none', async () => {
    expect((await rowOf('dial-plan', 'dialplan_total_request'))?.figure).toMatchObject({ kind: 'rate' })
    expect((await drawSplit(question('dial-plan', 'dialplan_total_request'))).map(({ label }) => label)).toEqual([
      '(no pod)',
    ])
    const gauges = toGaugeReadings(await instant(gaugeQuery(namespaces)))
    const { rows } = buildMatrix(serviceById('dial-plan'), someParts({ prometheus: { gauges } }))
    expect(rows.map(({ name, pod: known }) => [name, known])).toEqual([['(no pod label)', null]])
  })
})

describe('tenants with quotes, backslashes and signs of expressions', () => {
  it('each have their own line, and nothing gets past its label', async () => {
    const lines = await drawSplit(question('agent-state', 'agent_callevents', { split: 'tenant' }))
    expect(lines.map(({ label }) => label)).toEqual([
      '(no tenant)',
      'line\nbreak',
      '}) or vector(1) #',
      'a|b.*',
      'say "hi"\\',
    ])
    expect(lines.map(({ points }) => valuesOf(points).at(-1))).toEqual(
      [5, 4, 3, 2, 1].map((rate) => expect.closeTo(rate, 5)),
    )
  })
})

describe('a counter in print that is a present number', () => {
  it('is shown as it stands, and is seen to fall', async () => {
    const row = await rowOf('call-state', 'callthread_call_threads')
    expect(row?.figure).toMatchObject({ kind: 'sum', total: 100 })
    expect(row?.notes.join()).not.toContain('running total after all')
  })
})

describe('a series that ended', () => {
  it('without a marker is gone five minutes later', async () => {
    expect((await rowOf('registrar', 'registrar_health_level'))?.missing?.kind).toBe('absent')
  })

  it('with a stale marker is gone at once: no data, not its last value', async () => {
    const status = async () => {
      const gauges = toGaugeReadings((await client.query(gaugeQuery(namespaces))).series)
      const row = buildServiceRows(someParts({ prometheus: { gauges } })).find(({ serviceId }) => serviceId === 'ors')
      return row?.reasons.some(({ rule }) => rule === 'health-level') ?? false
    }
    await expect.poll(status, { timeout: 20_000 }).toBe(true)
    page.say('')
    // Far sooner than the five minutes for which Prometheus would go on with the last value of a series that just stops.
    await expect.poll(status, { timeout: 20_000 }).toBe(false)
  })
})
