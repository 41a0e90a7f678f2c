import { describe, expect, it } from 'vitest'
import { errorMetrics } from '@/lib/catalogue/golden-signals'
import { findMetric, serviceById, services } from '@/lib/catalogue/services'
import { absenceNote, groupOf, readingNote, serviceCharts } from './charts'
import { errorRatios } from './error-ratios'
import { chartSchema } from './schema'
import { chartGroups, maxChartsPerGroup } from './vocabulary'

const metric = (id: Parameters<typeof serviceById>[0], name: string) => {
  const found = findMetric(serviceById(id), name)
  if (!found) throw new Error(`${id} has no ${name}`)
  return found
}

describe('serviceCharts', () => {
  it('reach every documented metric of every service', () => {
    for (const service of services) {
      const ids = new Set(serviceCharts(service).map((chart) => chart.id))
      expect(service.metrics.filter(({ name }) => !ids.has(name))).toEqual([])
    }
  })
  it('have ids of their own, and no more defaults in a group than a page shows', () => {
    for (const service of services) {
      const charts = serviceCharts(service)
      expect(new Set(charts.map((chart) => chart.id)).size).toBe(charts.length)
      for (const chart of charts) chartSchema.parse(chart)
      for (const group of chartGroups) {
        const defaults = charts.filter((chart) => chart.group === group && chart.isDefault)
        expect(defaults.length).toBeLessThanOrEqual(maxChartsPerGroup)
      }
    }
  })
  it.each([
    [
      'agent-state',
      ['errors', 'error-ratio', 'cpu', 'memory', 'ready-pods', 'agent_callevents', 'kafka_consumer_latency'],
    ],
    ['tenant', ['cpu', 'memory', 'ready-pods']],
    ['portal', ['Portal_HTTP_Status']],
    ['callback', ['errors', 'cpu', 'memory', 'ready-pods']],
  ] as const)('%s shows by default %j', (id, ids) => {
    const defaults = serviceCharts(serviceById(id)).filter((chart) => chart.isDefault)
    expect(defaults.map((chart) => chart.id)).toEqual(ids)
  })
  it('split by tenant only where the metric has tenants', () => {
    const splits = (id: Parameters<typeof serviceById>[0], name: string) =>
      serviceCharts(serviceById(id)).find((chart) => chart.id === name)?.splits
    expect(splits('agent-state', 'agent_callevents')).toEqual(['pod', 'tenant'])
    expect(splits('rq', 'rqnode_xadds')).toEqual(['pod'])
  })
  it('have the unit of what is drawn: rates per second, durations in their own unit', () => {
    const unit = (id: Parameters<typeof serviceById>[0], name: string) =>
      serviceCharts(serviceById(id)).find((chart) => chart.id === name)?.unit
    expect(unit('agent-state', 'agent_callevents')).toBe('events/s')
    expect(unit('agent-state', 'log_output_bytes_total')).toBe('bytes/s')
    expect(unit('agent-state', 'kafka_consumer_latency')).toBe('seconds')
    expect(unit('dial-plan', 'dialplan_response_time')).toBe('milliseconds')
    expect(unit('rq', 'rqnode_read_latency')).toBeNull()
    expect(unit('call-state', 'callthread_call_threads')).toBe('threads')
  })
})

describe('groupOf', () => {
  it.each([
    ['agent-state', 'agent_callevents', 'traffic'],
    ['agent-state', 'kafka_producer_error_total', 'errors'],
    ['agent-state', 'http_client_request_duration_seconds', 'latency'],
    ['agent-state', 'kafka_producer_queue_age_seconds', 'saturation'],
    ['agent-state', 'agent_health_level', 'pods'],
    ['ors', 'service_version_info', 'pods'],
    ['ors', 'orsnode_http_fetch_requests', 'traffic'],
    ['ors', 'orsnode_urs_queue_submit_done_events', 'traffic'],
    ['ors', 'orsnode_redis_disconnect', 'errors'],
    ['ors', 'orsnode_urs_rlib_timeouts', 'errors'],
    ['sip-proxy', 'kafka_producer_dropped_event_number', 'errors'],
    ['ors', 'orsnode_stuck_interactions', 'saturation'],
    ['ors', 'orsnode_application_compiled_date', 'other'],
    ['dial-plan', 'dialplan_failure_response', 'errors'],
    ['sip-cluster', 'sips_dp_queue_size', 'saturation'],
    ['sip-cluster', 'sipnode_sips_request_duration_seconds', 'latency'],
  ] as const)('%s %s: %s', (id, name, group) => {
    expect(groupOf(metric(id, name))).toBe(group)
  })
})

describe('errorMetrics', () => {
  it('count failures, no flags, no states, and nothing that counts everything', () => {
    const names = (id: Parameters<typeof serviceById>[0]) => errorMetrics(serviceById(id)).map(({ name }) => name)
    expect(names('front-end')).not.toContain('sipfe_health_check_error')
    expect(names('front-end')).not.toContain('sipfe_health_level')
    expect(names('ors')).not.toContain('orsnode_http_fetch_requests')
    expect(names('ors')).toContain('orsnode_http_fetch_errors')
    expect(names('dial-plan')).toContain('dialplan_failure_response')
  })
})

describe('error ratios', () => {
  it('rest on documented metrics of the service and never on what the catalogue forbids', () => {
    for (const [id, ratios] of Object.entries(errorRatios)) {
      const service = serviceById(id as Parameters<typeof serviceById>[0])
      for (const { failed, failedWhere, all } of ratios ?? []) {
        const counted = findMetric(service, failed)
        expect(counted, `${id} ${failed}`).not.toBeNull()
        expect(findMetric(service, all), `${id} ${all}`).not.toBeNull()
        expect(counted?.decisions?.some(({ decision }) => decision.startsWith('Not divided'))).not.toBe(true)
        if (failedWhere) expect(counted?.labels).toContain(failedWhere.label)
      }
    }
  })
})

describe('notes', () => {
  it('say what the guide prints and what is shown instead', () => {
    expect(readingNote(metric('call-state', 'callthread_call_threads'))).toMatch(
      /^A counter in the guide, shown as a present number, not as a rate\. Typed as a counter/,
    )
    expect(readingNote(metric('agent-state', 'agent_callevents'))).toBeNull()
  })
  it('say what absence means', () => {
    expect(absenceNote(metric('callback', 'RBAC_CREATE_VQ_PROXY_ERROR'))).toContain('first event')
    expect(absenceNote(metric('ors', 'redis_state'))).toContain('may not exist')
    expect(absenceNote(metric('ors', 'orsnode_strategies'))).toContain('no series')
  })
})
