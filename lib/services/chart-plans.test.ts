import { describe, expect, it } from 'vitest'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById, services } from '@/lib/catalogue/services'
import { type ChartQuestion, chartPlan } from './chart-plans'
import { serviceCharts } from './charts'

const portal = { staleAfterSeconds: 90, otherRegions: ['east'] }

function question(id: ServiceId, chartId: string, change: Partial<ChartQuestion> = {}): ChartQuestion {
  const service = serviceById(id)
  const chart = serviceCharts(service).find((candidate) => candidate.id === chartId)
  if (!chart) throw new Error(`${id} has no chart ${chartId}`)
  return { service, chart, split: 'pod', namespaces: ['voice'], windowSeconds: 120, portal, ...change }
}

function split(asked: ChartQuestion) {
  const plan = chartPlan(asked)
  if (plan.kind !== 'split') throw new Error('not a split')
  return plan
}

function lines(asked: ChartQuestion): string {
  const plan = chartPlan(asked)
  if (plan.kind === 'split') throw new Error('not lines')
  return plan.expression
}

describe('chartPlan', () => {
  it('takes the rate of a counter and the value of a gauge', () => {
    expect(split(question('agent-state', 'agent_callevents')).all).toBe(
      'sum(rate(agent_callevents{namespace=~"voice",pod=~"(?:voice-agent)(?:-canary)?-[b-df-hj-np-tv-xz24-9]{1,10}-[b-df-hj-np-tv-xz24-9]{5}|"}[120s]))',
    )
    expect(split(question('sip-cluster', 'sips_calls')).all).toBe(
      'sum(sips_calls{namespace=~"voice",pod=~"(?:voice-sip)(?:-canary)?-[0-9]+|"})',
    )
  })
  it('ranks, counts and draws by the split asked for', () => {
    const plan = split(question('agent-state', 'agent_callevents', { split: 'tenant' }))
    expect(plan.rank(8)).toMatch(/^topk\(8, sum by \(tenant\) \(rate\(agent_callevents/)
    expect(plan.count).toMatch(/^count\(sum by \(tenant\)/)
    expect(plan.each(['a', 'b'])).toContain('tenant=~"a|b"')
  })
  it('escapes a tenant with quotes, backslashes and signs of expressions', () => {
    const plan = split(question('agent-state', 'agent_callevents', { split: 'tenant' }))
    expect(plan.each(['say "hi"\\ (1.5)'])).toContain(String.raw`tenant=~"say \"hi\"\\\\ \\(1\\.5\\)"`)
  })
  it('draws three percentiles over the buckets of all pods', () => {
    const expression = lines(question('dial-plan', 'dialplan_response_time'))
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
  it('takes a present number for what it is, whatever its type in print', () => {
    expect(split(question('call-state', 'callthread_call_threads')).all).toMatch(/^sum\(callthread_call_threads\{/)
  })
  it('takes the rate of a gauge that only grows', () => {
    expect(split(question('sip-cluster', 'sips_calls_created')).all).toMatch(/^sum\(rate\(sips_calls_created\{/)
  })
  it('never adds up what pods count each for themselves', () => {
    for (const [id, metric] of [
      ['front-end', 'sipfe_sip_nodes_total'],
      ['sip-cluster', 'sips_cpu_usage_main'],
      ['sip-proxy', 'kafka_producer_queue_age_seconds'],
    ] as const) {
      const plan = split(question(id, metric))
      expect(plan.all).toBeNull()
      expect(plan.rank(8)).toMatch(/^topk\(8, max by \(pod\)/)
    }
  })
  it('counts of portal statuses those that are of now and the region’s own', () => {
    const expression = lines(question('portal', 'Portal_HTTP_Status'))
    expect(expression).toContain('Portal_HTTP_Status{region!~"east"}')
    expect(expression).toContain('> 90')
  })

  it('shows of status codes in buckets only how many came', () => {
    expect(split(question('ors', 'orsnode_http_fetch_error_status')).all).toContain(
      'rate(orsnode_http_fetch_error_status_count{',
    )
  })
  it('counts series by value and pods by version', () => {
    expect(lines(question('ors', 'orsnode_health_level'))).toMatch(/^count_values\("line", orsnode_health_level\{/)
    expect(lines(question('ors', 'service_version_info'))).toBe(
      'label_replace(count by (version) (service_version_info{namespace=~"voice",pod=~"(?:voice-ors)(?:-canary)?-[0-9]+"}), "line", "$1", "version", "(.*)")',
    )
  })
  it('tells a name that several services have by the pod, and takes series without a pod only of its own', () => {
    const shared = split(question('registrar', 'kafka_consumer_error_total')).all
    expect(shared).toContain('-[b-df-hj-np-tv-xz24-9]{5}"')
    expect(split(question('registrar', 'registrar_register_count')).all).toContain('-[b-df-hj-np-tv-xz24-9]{5}|"')
  })
  it('divides failures by the documented whole, and by the same counter takes none for 0', () => {
    expect(lines(question('dial-plan', 'error-ratio'))).toMatch(
      /^label_replace\(sum\(rate\(dialplan_failure_response\{.*\) \/ sum\(rate\(dialplan_total_request\{/,
    )
    expect(lines(question('config', 'error-ratio'))).toContain('status=~"5.."')
    expect(lines(question('config', 'error-ratio'))).toContain(' or 0 * sum(rate(config_device_response{')
  })
  it('asks for the buckets beside the percentiles, to judge them by', () => {
    const plan = chartPlan(question('dial-plan', 'dialplan_response_time'))
    expect(plan).toMatchObject({
      kind: 'quantiles',
      buckets: expect.stringMatching(/^sum by \(le\) \(rate\(dialplan_response_time_bucket\{/),
    })
  })
  it('has a plan for every chart of every service', () => {
    for (const service of services) {
      for (const { id } of serviceCharts(service)) expect(chartPlan(question(service.id, id)).kind).toBeDefined()
    }
  })
})
