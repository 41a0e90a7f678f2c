import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import { serviceIds } from '@/lib/catalogue/vocabulary'
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'
import { toFigureReadings, toGaugeReadings, toPortalReading, toVersionReadings } from './adapter'
import { toLines, toRankedMembers, toSplitLines, toThresholds } from './chart-adapter'
import { type ChartQuestion, chartPlan } from './chart-plans'
import { serviceCharts } from './charts'
import { toBeginnings } from './history-adapter'
import { troubledPortalReadings } from './portal-reasons'
import { figureQuery, gaugeQuery, historyQuery, portalQuery, versionQuery } from './promql'
import { toQuantileLines } from './quantile-adapter'

// A real Prometheus reads what the product asks: an hour of samples, one every 30 seconds, that ends at a full hour.
const stepSeconds = 30
const steps = 120
const endSeconds = Math.floor(Date.now() / 3_600_000) * 3600 - 3600
const startSeconds = endSeconds - steps * stepSeconds
const range = { startSeconds, endSeconds, stepSeconds: 60 }
const namespaces = ['voice', 'ges']

const written: string[] = []
const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')

function write(name: string, labels: Record<string, string>, valueAt: (step: number) => number | string): void {
  const text = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`)
  for (let step = 0; step <= steps; step += 1) {
    written.push(`${name}{${text.join(',')}} ${valueAt(step)} ${startSeconds + step * stepSeconds}`)
  }
}

const pod = (name: string, more: Record<string, string> = {}) => ({ namespace: 'voice', pod: name, ...more })
const agents = ['voice-agent-59fd95d95c-fxwlc', 'voice-agent-59fd95d95c-sqqmm']
const [firstAgent = '', secondAgent = ''] = agents
const oddTenant = 'say "hi"\\ (1.5)|x'

function writeWorld(): void {
  for (const [index, name] of agents.entries()) {
    write('agent_health_level', pod(name, { tenant: 'a' }), () => 2)
    write('agent_health_level', pod(name, { tenant: 'b' }), () => 2)
    // Redis of the second pod went away at step 100.
    write('agent_redis_state', pod(name), (step) => (index === 1 && step >= 100 ? 0 : 2))
    write('agent_callevents', pod(name, { tenant: oddTenant }), (step) => step * 30 * (index + 1))
    write('container_cpu_usage_seconds_total', pod(name, { container: 'voice-agent' }), (step) => step * 3)
    write('container_cpu_usage_seconds_total', pod(name, { container: 'consul-dataplane' }), (step) => step * 300)
    write('kube_pod_container_resource_requests', pod(name, { container: 'voice-agent', resource: 'cpu' }), () => 0.25)
    write('kube_pod_status_ready', pod(name, { condition: 'true' }), () => 1)
  }
  write('kube_deployment_spec_replicas', { namespace: 'voice', deployment: 'voice-agent' }, () => 3)
  write('kafka_consumer_state', pod(firstAgent, { topic: 'x' }), () => 'NaN')
  write('agent_health_level', { namespace: 'elsewhere', pod: 'voice-agent-59fd95d95c-zzzzz' }, () => -1)
  write('orsnode_health_level', pod('voice-ors-0'), () => 7)
  write('service_version_info', pod('voice-ors-0', { version: '100.0.1000006' }), () => 1)
  write('sips_calls', pod('voice-sip-0'), () => 12)
  write('sips_calls', pod('voice-sip-1'), () => 8)
  for (const [le, share] of [
    ['100', 0.5],
    ['500', 0.95],
    ['+Inf', 1],
  ] as const) {
    write('dialplan_response_time_bucket', pod('voice-dialplan-7579fccdbf-bflkv', { le }), (step) => step * 100 * share)
  }
  for (const [tenant, code] of [
    ['a', 200],
    ['b', 200],
    ['c', 503],
  ] as const) {
    write('Portal_HTTP_Status', { instance: tenant, cloud: 'azure', job: 'portal' }, () => code)
  }
  write('push_time_seconds', { instance: '', job: 'portal' }, (step) => startSeconds + step * stepSeconds - 12)
  write('push_time_seconds', { instance: '', job: 'other' }, () => endSeconds)
  // Another job pushes a group for each tenant; one of them was pushed a quarter of an hour ago. A neighbour shares the gateway.
  for (const [tenant, pushedAgo] of [
    ['d', 12],
    ['e', 900],
  ] as const) {
    write('Portal_HTTP_Status', { instance: tenant, cloud: 'azure', job: 'each' }, () => 200)
    write(
      'push_time_seconds',
      { instance: tenant, job: 'each' },
      (step) => startSeconds + step * stepSeconds - pushedAgo,
    )
  }
  write('Portal_HTTP_Status', { instance: 'z', cloud: 'azure', region: 'east', job: 'portal' }, () => 503)
}

let server: PrometheusServer
let client: PrometheusClient
const scope = { staleAfterSeconds: 90, otherRegions: ['east'] }
const instant = async (expression: string) => (await client.query(expression, { timeSeconds: endSeconds })).series
const over = async (expression: string, grid = range) => (await client.queryRange(expression, grid)).series

beforeAll(async () => {
  writeWorld()
  server = await startPrometheus(written.join('\n'))
  client = createPrometheusClient({ url: server.url, region: 'default', timeoutMs: 10_000, maxResponseBytes: 1e8 })
})
afterAll(() => server?.stop())

describe('the questions of a refresh', () => {
  it('count gauges by pod and value, NaN among them, in the watched namespaces only', async () => {
    const readings = toGaugeReadings(await instant(gaugeQuery(namespaces)))
    const of = (metric: string) =>
      readings
        .filter((reading) => reading.metric === metric)
        .map(({ pod: name, raw, seriesCount }) => [name, raw, seriesCount])
    expect(of('agent_health_level').sort()).toEqual([
      [firstAgent, '2', 2],
      [secondAgent, '2', 2],
    ])
    expect(of('agent_redis_state').sort()).toEqual([
      [firstAgent, '2', 1],
      [secondAgent, '0', 1],
    ])
    expect(of('kafka_consumer_state')).toEqual([[firstAgent, 'NaN', 1]])
    expect(of('orsnode_health_level')).toEqual([['voice-ors-0', '7', 1]])
  })

  it('read versions', async () => {
    expect(toVersionReadings(await instant(versionQuery(namespaces)))).toEqual([
      { namespace: 'voice', pod: 'voice-ors-0', version: '100.0.1000006' },
    ])
  })

  it('read key figures: rates of counters, sums of gauges, nothing of what is silent', async () => {
    const figures = toFigureReadings(await instant(figureQuery(namespaces)))
    expect(figures.map((figure) => figure.metric).sort()).toEqual(['agent_callevents', 'sips_calls'])
    const value = (metric: string) => figures.find((figure) => figure.metric === metric)?.value
    expect(value('sips_calls')).toBe(20)
    expect(value('agent_callevents')).toBeCloseTo(3, 5)
  })

  it('count tenants by portal code and tell the age of the push that brought them', async () => {
    const reading = toPortalReading(await instant(portalQuery(scope)))
    expect(reading.codes.sort((a, b) => a.raw.localeCompare(b.raw))).toEqual([
      { raw: '200', tenants: 3 },
      { raw: '503', tenants: 1 },
    ])
    expect(reading.old).toEqual([{ raw: '200', tenants: 1 }])
    expect(reading.ageSeconds).toBeCloseTo(12, 1)
  })

  it('find in the past when a value began', async () => {
    const readings = toGaugeReadings(await instant(gaugeQuery(namespaces))).filter(
      (reading) => reading.metric === 'agent_redis_state',
    )
    const beginnings = toBeginnings(await over(historyQuery(readings)), range)
    const since = beginnings.get(`agent_redis_state|voice/${secondAgent}|0`)
    expect(since).toEqual({ since: new Date((startSeconds + 100 * stepSeconds) * 1000).toISOString(), atLeast: false })
    expect(beginnings.get(`agent_redis_state|voice/${firstAgent}|2`)?.atLeast).toBe(true)
  })
})

function question(id: ServiceId, chartId: string, change: Partial<ChartQuestion> = {}): ChartQuestion {
  const service = serviceById(id)
  const chart = serviceCharts(service).find((candidate) => candidate.id === chartId)
  if (!chart) throw new Error(`${id} has no chart ${chartId}`)
  return { service, chart, split: 'pod', namespaces, windowSeconds: 120, portal: scope, ...change }
}

async function drawSplit(asked: ChartQuestion) {
  const plan = chartPlan(asked)
  if (plan.kind !== 'split') throw new Error('not a split')
  const members = toRankedMembers(plan.label, await instant(plan.rank(8)))
  const [each, all, counted] = await Promise.all([
    over(plan.each(members)),
    plan.all === null ? null : over(plan.all),
    instant(plan.count),
  ])
  const lines = toSplitLines({ label: plan.label, members, each, all, grid: range })
  const thresholds = plan.thresholds ? toThresholds(await instant(plan.thresholds)) : []
  return { lines, total: counted[0]?.value, thresholds }
}

const lastValue = (points: readonly (readonly [number, number | null])[]) => points.at(-1)?.[1]

describe('the past of a code', () => {
  it('is found though its series have neither pod nor namespace', async () => {
    const [code] = troubledPortalReadings(toPortalReading(await instant(portalQuery(scope))))
    if (!code) throw new Error('tenant c answers 503')
    const readings = [code, ...toGaugeReadings(await instant(gaugeQuery(namespaces))).slice(0, 2)]
    const beginnings = toBeginnings(await over(historyQuery(readings)), range)
    expect(beginnings.get('Portal_HTTP_Status|/|503')?.since).toBe(new Date(startSeconds * 1000).toISOString())
  })
})

describe('the questions of charts', () => {
  it('are all understood', async () => {
    for (const id of serviceIds) {
      await Promise.all(
        serviceCharts(serviceById(id)).map((chart) => {
          const plan = chartPlan(question(id, chart.id))
          return plan.kind === 'split' ? drawSplit(question(id, chart.id)) : over(plan.expression)
        }),
      )
    }
  })

  it('split traffic by pod, largest first', async () => {
    const { lines, total } = await drawSplit(question('agent-state', 'agent_callevents'))
    expect(lines.map((line) => line.label)).toEqual([secondAgent, firstAgent])
    expect(total).toBe(2)
    expect(lastValue(lines[0]?.points ?? [])).toBeCloseTo(2, 5)
  })

  it('split by a tenant with quotes, backslashes and signs of expressions', async () => {
    const { lines } = await drawSplit(question('agent-state', 'agent_callevents', { split: 'tenant' }))
    expect(lines.map((line) => line.label)).toEqual([oddTenant])
  })

  it('measure the own container, not its sidecar, against its request', async () => {
    const { lines, thresholds } = await drawSplit(question('agent-state', 'cpu'))
    expect(lastValue(lines[0]?.points ?? [])).toBeCloseTo(0.1, 5)
    expect(thresholds).toEqual([{ label: 'Requested by a pod', value: 0.25 }])
  })

  it('draw percentiles in the unit of the histogram, as far as the buckets tell them', async () => {
    const asked = question('dial-plan', 'dialplan_response_time')
    const plan = chartPlan(asked)
    if (plan.kind !== 'quantiles') throw new Error('not percentiles')
    const { series, remarks } = toQuantileLines(
      asked.chart,
      await over(plan.expression),
      await over(plan.buckets),
      range,
    )
    const last = Object.fromEntries(series.map((line) => [line.label, lastValue(line.points)]))
    expect(last.p50).toBeCloseTo(100, 5)
    expect(last.p95).toBeCloseTo(500, 5)
    // The last bucket has no upper bound: Prometheus answers with the highest bound there is, which is no percentile.
    expect(last).not.toHaveProperty('p99')
    expect(last['p99, more than']).toBe(500)
    expect(remarks.join()).toContain('p99 lies beyond the highest bucket')
  })

  it('count ready and wanted pods, and tenants by code', async () => {
    const pods = question('agent-state', 'ready-pods')
    const podPlan = chartPlan(pods)
    const ready = toLines(pods.chart, null, podPlan.kind === 'lines' ? await over(podPlan.expression) : [], range)
    expect(ready.map((line) => [line.label, lastValue(line.points)])).toEqual([
      ['Ready', 2],
      ['Wanted', 3],
    ])
    const portal = question('portal', 'Portal_HTTP_Status')
    const portalPlan = chartPlan(portal)
    const codes = toLines(
      portal.chart,
      null,
      portalPlan.kind === 'lines' ? await over(portalPlan.expression) : [],
      range,
    )
    expect(codes.map((line) => [line.label, lastValue(line.points)])).toEqual([
      ['HTTP 200', 3],
      ['HTTP 503', 1],
    ])
  })
})
