import { describe, expect, it } from 'vitest'
import { errorMetrics, latencyMetrics } from '@/lib/catalogue/golden-signals'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById, services } from '@/lib/catalogue/services'
import { type ChartQuestion, chartPlan, serviceCharts } from './charts'
import { chartSchema } from './schema'

function question(id: ServiceId, chartId: string, change: Partial<ChartQuestion> = {}): ChartQuestion {
  const service = serviceById(id)
  const chart = serviceCharts(service).find((candidate) => candidate.id === chartId)
  if (!chart) throw new Error(`${id} has no chart ${chartId}`)
  return { service, chart, split: 'pod', namespaces: ['voice'], windowSeconds: 120, ...change }
}

function split(asked: ChartQuestion) {
  const plan = chartPlan(asked)
  if (plan.kind !== 'split') throw new Error('not a split')
  return plan
}

function lines(asked: ChartQuestion): string {
  const plan = chartPlan(asked)
  if (plan.kind !== 'lines') throw new Error('not lines')
  return plan.expression
}

describe('serviceCharts', () => {
  it.each([
    [
      'agent-state',
      [
        'traffic',
        'errors',
        'latency-kafka_consumer_latency',
        'latency-http_client_request_duration_seconds',
        'cpu',
        'memory',
        'ready-pods',
      ],
    ],
    ['tenant', ['cpu', 'memory', 'ready-pods']],
    ['portal', ['portal-status']],
    ['callback', ['errors', 'cpu', 'memory', 'ready-pods']],
  ] as const)('%s', (id, ids) => {
    expect(serviceCharts(serviceById(id)).map((chart) => chart.id)).toEqual(ids)
  })
  it('gives each chart of a service an id of its own, and every one a plan', () => {
    for (const service of services) {
      const charts = serviceCharts(service)
      expect(new Set(charts.map((chart) => chart.id)).size).toBe(charts.length)
      for (const chart of charts) {
        chartSchema.parse(chart)
        expect(chartPlan(question(service.id, chart.id))).toBeDefined()
      }
    }
  })
  it('splits traffic by tenant only where the metric has tenants', () => {
    expect(serviceCharts(serviceById('agent-state'))[0]?.splits).toEqual(['pod', 'tenant'])
    expect(serviceCharts(serviceById('rq'))[0]?.splits).toEqual(['pod'])
  })
})

describe('which metrics', () => {
  it('has no percentiles of what is no duration', () => {
    const names = latencyMetrics(serviceById('ors')).map((metric) => metric.name)
    expect(names).toContain('orsnode_routing_latency_msec')
    expect(names).not.toContain('orsnode_http_fetch_error_status')
  })
  it('counts no flag among the errors', () => {
    const names = errorMetrics(serviceById('front-end')).map((metric) => metric.name)
    expect(names).not.toContain('sipfe_health_check_error')
    expect(names).not.toContain('sipfe_health_level')
  })
})

describe('chartPlan', () => {
  it('takes the rate of a counter and the value of a gauge', () => {
    expect(split(question('agent-state', 'traffic')).all).toBe(
      'sum(rate(agent_callevents{namespace=~"voice",pod=~"(?:voice-agent)(?:-canary)?-[a-z0-9]{1,10}-[a-z0-9]{5}"}[120s]))',
    )
    expect(split(question('sip-cluster', 'traffic')).all).toBe(
      'sum(sips_calls{namespace=~"voice",pod=~"(?:voice-sip)(?:-canary)?-[0-9]+"})',
    )
  })
  it('ranks, counts and draws by the split asked for', () => {
    const plan = split(question('agent-state', 'traffic', { split: 'tenant' }))
    expect(plan.rank(8)).toMatch(/^topk\(8, sum by \(tenant\) \(rate\(agent_callevents/)
    expect(plan.count).toMatch(/^count\(sum by \(tenant\)/)
    expect(plan.each(['a', 'b'])).toContain('tenant=~"a|b"')
  })
  it('escapes a tenant with quotes, backslashes and signs of expressions', () => {
    const plan = split(question('agent-state', 'traffic', { split: 'tenant' }))
    expect(plan.each(['say "hi"\\ (1.5)'])).toContain(String.raw`tenant=~"say \"hi\"\\\\ \\(1\\.5\\)"`)
  })
  it('draws three percentiles over the buckets of all pods', () => {
    const expression = lines(question('dial-plan', 'latency-dialplan_response_time'))
    expect(expression.split(' or ')).toHaveLength(3)
    expect(expression).toContain('histogram_quantile(0.95, sum by (le) (rate(dialplan_response_time_bucket{')
    expect(expression).toContain('"line", "p99"')
  })
  it('measures the own container against what it asked for', () => {
    const plan = split(question('registrar', 'cpu'))
    expect(plan.all).toContain('rate(container_cpu_usage_seconds_total{')
    expect(plan.all).toContain('container=~"voice-registrar"')
    expect(plan.thresholds).toContain('kube_pod_container_resource_requests{')
    expect(plan.thresholds).toContain('resource="cpu"')
    expect(split(question('registrar', 'memory')).all).not.toContain('rate(')
  })
  it('asks for wanted pods by the kind of the workload', () => {
    expect(lines(question('registrar', 'ready-pods'))).toContain('kube_deployment_spec_replicas{')
    expect(lines(question('tenant', 'ready-pods'))).toContain('kube_statefulset_replicas{')
  })
  it('names no namespace where the region names none', () => {
    expect(lines(question('dial-plan', 'errors', { namespaces: null }))).not.toContain('namespace')
  })
})
