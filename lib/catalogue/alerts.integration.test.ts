import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { Service } from './schema'
import { serviceById, services } from './services'

// The real rule engine judges the expressions: every alert must fire in a world where everything is broken, only after its
// time, and none in a sound world whose figures lie just below the limits.

const alerts = services.flatMap((service) => service.alerts)
const MINUTES = 30
const STEPS = MINUTES * 2

type Series = { series: string; values: string }
type Labels = Record<string, string>

const series = (name: string, labels: Labels, values: string): Series => ({
  series: `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`,
  values,
})
const steady = (value: number) => `${value}x${STEPS}`
/** Grows by `perMinute` with a sample every 30 seconds. */
const growing = (perMinute: number) => `0+${perMinute / 2}x${STEPS}`

const workloadOf = (service: Service) => service.workload?.namePattern ?? ''
const podOf = (service: Service, index = 0) =>
  service.workload?.kind === 'StatefulSet'
    ? `${workloadOf(service)}-${index}`
    : `${workloadOf(service)}-5d4f8b7c9d-abcd${index}`
const scraped = (service: Service): Labels => ({
  namespace: 'voice',
  pod: podOf(service),
  container: workloadOf(service),
  service: workloadOf(service),
  job: `voice/${workloadOf(service)}`,
})

function histogram(name: string, labels: Labels, limit: number, sound: boolean): Series[] {
  const below = sound ? growing(60) : growing(0)
  return [
    series(`${name}_bucket`, { ...labels, le: `${limit}` }, below),
    series(`${name}_bucket`, { ...labels, le: `${limit * 2}` }, growing(60)),
    series(`${name}_bucket`, { ...labels, le: '+Inf' }, growing(60)),
  ]
}

const Mi = 1024 ** 2

/** What kube-state-metrics and cAdvisor say of one service with a CPU limit of half a core and 512 MiB. */
function kubernetesSeries(service: Service, sound: boolean): Series[] {
  const { namespace = '', pod = '', container = '' } = scraped(service)
  const own = { namespace, pod, container }
  const workload = workloadOf(service)
  const phase = (name: string, index: number) =>
    series('kube_pod_status_phase', { namespace, pod: podOf(service, index), phase: name }, steady(sound ? 0 : 1))
  const autoscaler = (index: number, current: number, least: number) =>
    [`${workload}-hpa`, `${workload.replace('voice-', '')}-node-hpa`]
      .slice(index, index + 1)
      .flatMap((name) => [
        series(
          'kube_horizontalpodautoscaler_status_current_replicas',
          { namespace, horizontalpodautoscaler: name },
          steady(current),
        ),
        series(
          'kube_horizontalpodautoscaler_spec_max_replicas',
          { namespace, horizontalpodautoscaler: name },
          steady(10),
        ),
        series(
          'kube_horizontalpodautoscaler_spec_min_replicas',
          { namespace, horizontalpodautoscaler: name },
          steady(least),
        ),
      ])
  return [
    phase('Failed', 1),
    phase('Unknown', 2),
    phase('Pending', 3),
    series('kube_pod_status_phase', { namespace, pod, phase: 'Running' }, steady(1)),
    series('kube_pod_status_ready', { namespace, pod, condition: 'true' }, steady(sound ? 1 : 0)),
    series('kube_pod_status_ready', { namespace, pod, condition: 'false' }, steady(sound ? 0 : 1)),
    // Four restarts in a row are still fine.
    series('kube_pod_container_status_restarts_total', own, sound ? `0+1x4 4x${STEPS}` : growing(1)),
    series('container_cpu_usage_seconds_total', { ...own, cpu: 'total' }, growing(60 * (sound ? 0.19 : 0.45))),
    series('container_spec_cpu_quota', own, steady(50_000)),
    series('container_spec_cpu_period', own, steady(100_000)),
    series('container_memory_working_set_bytes', own, steady((sound ? 160 : 460) * Mi)),
    series('kube_pod_container_resource_limits', { ...own, resource: 'cpu' }, steady(0.5)),
    series('kube_pod_container_resource_limits', { ...own, resource: 'memory' }, steady(512 * Mi)),
    series('kube_pod_container_resource_requests', { ...own, resource: 'cpu' }, steady(0.25)),
    series('kube_pod_container_resource_requests', { ...own, resource: 'memory' }, steady(256 * Mi)),
    series('kube_deployment_spec_replicas', { namespace, deployment: workload }, steady(3)),
    series('kube_deployment_status_replicas_available', { namespace, deployment: workload }, steady(sound ? 3 : 2)),
    series('kube_statefulset_status_replicas_ready', { namespace, statefulset: workload }, steady(sound ? 3 : 2)),
    series('kube_statefulset_status_replicas_current', { namespace, statefulset: workload }, steady(sound ? 5 : 4)),
    ...autoscaler(0, sound ? 8 : 9, 1),
    ...autoscaler(1, 2, sound ? 2 : 3),
  ]
}

const topic = { topic: 'calls', kafka_location: 'here' }
const node = { sip_node_id: 'n1' }
const device = { tenant: 't2100', device_name: 'trunk-1' }

/** Gauges that have one value when sound and another when broken. */
const gauges: Record<string, Array<[name: string, labels: Labels, sound: number, broken: number]>> = {
  'agent-state': [
    ['agent_redis_state', {}, 2, 1],
    ['agent_stream_redis_state', {}, 1, 0],
    ['agent_health_level', { tenant: 't2100' }, 1, -1],
    ['agent_config_node_status', {}, 1, 1],
  ],
  'call-state': [['callthread_redis_state', {}, 2, 0]],
  config: [['config_redis_state', {}, 2, -1]],
  'dial-plan': [
    ['dialplan_health_level', {}, 0, -1],
    ['dialplan_redis_state', {}, 2, 1],
  ],
  'front-end': [['sipfe_sip_nodes_total', {}, 1, 0]],
  ors: [
    ['orsnode_strategies', {}, 400, 601],
    ['orsnode_redis_state', {}, 1, 0],
  ],
  registrar: [['redis_state', {}, 1, 0]],
  rq: [
    ['rqnode_streams', {}, 10_000, 10_001],
    ['redis_state', {}, 1, 0],
  ],
  'sip-cluster': [
    ['sips_dp_average_response_latency', {}, 1000, 1001],
    ['sips_dp_queue_size', {}, 10, 11],
    ['sipnode_health_level', {}, 0, -1],
    ['sipnode_redis_state', {}, 1, -1],
    ['sips_cpu_usage_main', {}, 65, 66],
    ['sips_dp_active_connections', {}, 1, 0],
    ['sips_trunk_in_service', device, 1, 0],
    ['sips_softswitch_in_service', device, 1, 0],
    ['sips_msml_in_service', { device_name: 'msml-1' }, 1, 0],
    ['sips_sipproxy_in_service', {}, 1, 0],
  ],
  'sip-proxy': [
    ['sipproxy_active_sip_nodes_count', {}, 1, 0],
    ['sipproxy_sip_node_is_capacity_available', node, 1, 0],
    ['sipproxy_config_node_status', {}, 1, 0],
  ],
  voicemail: [
    ['voicemail_storage_failed_account', {}, 0, 1],
    ['voicemail_envoy_proxy_status', {}, 1, 0],
    ['voicemail_config_node_status', {}, 1, 0],
    ['voicemail_gws_status', {}, 1, 0],
  ],
  callback: [['ORS_REDIS_STATUS', {}, 0, 1]],
  portal: [['Portal_HTTP_Status', { instance: 't2100', cloud: 'gcp' }, 200, 0]],
}

/** Counters by their growth per minute when sound and when broken. */
const counters: Record<string, Array<[name: string, labels: Labels, sound: number, broken: number]>> = {
  'agent-state': [
    ['kafka_producer__messages_total', topic, 200, 201],
    ['kafka_consumer_recv_messages_total', topic, 100, 100],
    ['http_client_response_count', { target_service_name: 'voice-config', tenant: 't2100', status: '500' }, 0, 1],
    ['http_client_response_count', { target_service_name: 'voice-rq', tenant: 't2100', status: '500' }, 9, 9],
  ],
  'front-end': [
    ['sipfe_requests_total', { tenant: 't2100' }, 60, 60],
    ['sipfe_responses_total', { tenant: 't2100', status: '200' }, 40, 0],
    ['sipfe_responses_total', { tenant: 't2100', status: '503' }, 19, 21],
    ['sipfe_sip_node_responses_total', { ...node, tenant: 't2100', status: '404' }, 19, 21],
  ],
  'sip-cluster': [
    ['sips_sip_response_time_ms_sum', {}, 1200, 1260],
    ['sips_sip_response_time_ms_count', {}, 60, 60],
    ['sips_dp_timeouts', {}, 5, 6],
    ['sips_dp_4xx_errors', {}, 2, 2],
    ['sips_dp_5xx_errors', {}, 2, 2],
    ['sips_routing_timeouts', {}, 9, 12],
    ['sips_calls_created', {}, 10, 0],
  ],
  voicemail: [
    ['voicemail_config_request_failed_total', { response_code: 'Service Unavailable' }, 5, 7],
    ['voicemail_redis_request_failed_total', {}, 5, 7],
  ],
  callback: [['RBAC_CREATE_VQ_PROXY_ERROR', {}, 0.4, 2]],
}

const withKafkaConsumer = ['agent-state', 'call-state', 'registrar']
const withKafkaProducer = [...withKafkaConsumer, 'front-end', 'sip-cluster', 'sip-proxy']

function kafkaSeries(service: Service, sound: boolean): Series[] {
  const own = scraped(service)
  const consumer = [
    ...histogram('kafka_consumer_latency', { ...own, ...topic }, 0.5, sound),
    series('kafka_consumer_state', { ...own, ...topic }, steady(1)),
    series('kafka_consumer_error_total', { ...own, ...topic }, growing(sound ? 0.4 : 4)),
  ]
  const producer = [
    series('kafka_producer_state', own, steady(sound ? 1 : 0)),
    series('kafka_producer_queue_depth', own, steady(sound ? 100 : 101)),
    series('kafka_producer_error_total', own, growing(sound ? 19 : 21)),
  ]
  return [
    ...(withKafkaConsumer.includes(service.id) ? consumer : []),
    ...(withKafkaProducer.includes(service.id) ? producer : []),
  ]
}

function ownSeries(service: Service, sound: boolean): Series[] {
  const own = scraped(service)
  const choose = ([name, labels, good, bad]: [string, Labels, number, number]) =>
    [name, { ...own, ...labels }, sound ? good : bad] as const
  const latencies: Record<string, Series[]> = {
    'dial-plan': histogram('dialplan_response_time', own, 500, sound),
    'front-end': histogram('sipfe_sip_node_request_duration_seconds', { ...own, ...node }, 0.5, sound),
    'sip-proxy': histogram('sipproxy_response_latency', { ...own, ...node }, 1, sound),
  }
  return [
    ...(gauges[service.id] ?? []).map(choose).map(([name, labels, value]) => series(name, labels, steady(value))),
    ...(counters[service.id] ?? []).map(choose).map(([name, labels, rate]) => series(name, labels, growing(rate))),
    ...(latencies[service.id] ?? []),
    ...kafkaSeries(service, sound),
  ]
}

const world = (sound: boolean) =>
  services
    .filter(({ alerts: own }) => own.length > 0)
    .flatMap((service) => [
      ...(service.workload && service.id !== 'callback' ? kubernetesSeries(service, sound) : []),
      ...ownSeries(service, sound),
    ])

/** Worlds that cannot be true at the same time as the broken one. */
const others: Record<string, Series[]> = {
  'front-end-no-requests': [series('sipfe_requests_total', scraped(serviceById('front-end')), '7x60')],
  'dial-plan-slow-2s': histogram('dialplan_response_time', scraped(serviceById('dial-plan')), 2000, false),
  'sip-cluster-calls-drop': [
    series('sips_calls', scraped(serviceById('sip-cluster')), '100-1x30 20x30'),
    series('sips_calls', { ...scraped(serviceById('sip-cluster')), pod: 'voice-sip-1' }, '100x30 60x30'),
    series('sips_calls_created', { ...scraped(serviceById('sip-cluster')), pod: 'voice-sip-1' }, '500x60'),
  ],
}

const rules = {
  groups: services.map((service) => ({
    name: service.id,
    rules: service.alerts.map((alert) => ({
      alert: alert.name,
      expr: alert.expr,
      for: `${alert.forSeconds}s`,
      labels: { alert_id: alert.id, severity: alert.severity, ...alert.routing },
      annotations: { summary: alert.summary, description: alert.description },
    })),
  })),
}

const firing = (id: string) => `max(ALERTS{alertstate="firing",alert_id="${id}"}) or vector(0)`
const expectAt = (id: string, seconds: number, value: 0 | 1) => ({
  expr: firing(id),
  eval_time: `${seconds}s`,
  exp_samples: [{ labels: '{}', value }],
})

const folder = mkdtempSync(join(tmpdir(), 'catalogue-alerts-'))

function findPromtool(): string {
  const places = [...(process.env.PATH ?? '').split(delimiter), join(process.cwd(), '.lab', 'tools', 'usr', 'bin')]
  for (const place of places) {
    try {
      accessSync(join(place, 'promtool'), constants.X_OK)
      return join(place, 'promtool')
    } catch {
      // Not in this folder.
    }
  }
  throw new Error('promtool is neither on PATH nor in .lab/tools: start the stack once with npm run up')
}

/** Runs promtool and gives back what it said; its exit code is in the first line. */
function promtool(...args: string[]): string {
  try {
    return `0\n${execFileSync(findPromtool(), args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })}`
  } catch (cause) {
    const { status, stdout, stderr } = cause as { status?: number; stdout?: string; stderr?: string }
    return `${status}\n${stdout}${stderr}`
  }
}

function runTests(name: string, tests: Array<{ input_series: Series[]; promql_expr_test: unknown[] }>): string {
  const file = join(folder, `${name}.yml`)
  writeFileSync(
    file,
    stringify({
      rule_files: ['rules.yml'],
      evaluation_interval: '30s',
      tests: tests.map((test) => ({ interval: '30s', ...test })),
    }),
  )
  return promtool('test', 'rules', file)
}

beforeAll(() => writeFileSync(join(folder, 'rules.yml'), stringify(rules, { lineWidth: 0 })))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the expressions of the alerts', () => {
  it('are rules that Prometheus accepts', () => {
    const said = promtool('check', 'rules', 'rules.yml')
    expect(said).toContain(`SUCCESS: ${alerts.length} rules found`)
  })

  it('stay quiet in a sound world', () => {
    const quiet = { expr: 'count by (alert_id, alertstate) (ALERTS)', eval_time: `${MINUTES - 5}m`, exp_samples: [] }
    expect(runTests('sound', [{ input_series: world(true), promql_expr_test: [quiet] }])).toMatch(/^0\n/)
  })

  it('fire in a broken world, each after its time and not before', () => {
    const checks = alerts
      .filter(({ id }) => !(id in others))
      .flatMap(({ id, forSeconds }) => [
        ...(forSeconds >= 60 ? [expectAt(id, forSeconds - 30, 0)] : []),
        expectAt(id, forSeconds + 600, 1),
      ])
    expect(runTests('broken', [{ input_series: world(false), promql_expr_test: checks }])).toMatch(/^0\n/)
  })

  it.each(Object.keys(others))('%s fires in a world of its own', (id) => {
    const test = { input_series: others[id] ?? [], promql_expr_test: [expectAt(id, 16 * 60, 1)] }
    expect(runTests(id, [test])).toMatch(/^0\n/)
  })

  it('take the series of kube-state-metrics 1 where the newer ones are missing', () => {
    const own = scraped(serviceById('voicemail'))
    const input = [
      series('container_memory_working_set_bytes', own, steady(90)),
      series('kube_pod_container_resource_requests_memory_bytes', own, steady(100)),
      series('container_cpu_usage_seconds_total', own, growing(60 * 0.9)),
      series('kube_pod_container_resource_requests_cpu_cores', own, steady(1)),
      series('kube_hpa_status_current_replicas', { hpa: 'sipfe-node-hpa' }, steady(9)),
      series('kube_hpa_spec_max_replicas', { hpa: 'sipfe-node-hpa' }, steady(10)),
      series('kube_hpa_status_current_replicas', { hpa: 'voice-sip' }, steady(9)),
      series('kube_hpa_spec_max_replicas', { hpa: 'voice-sip' }, steady(10)),
    ]
    const ids = [
      'voicemail-pod-memory-80',
      'voicemail-pod-cpu-80',
      'front-end-autoscaler-near-max',
      'sip-cluster-autoscaler-near-max',
    ]
    const test = { input_series: input, promql_expr_test: ids.map((id) => expectAt(id, 900, 1)) }
    expect(runTests('old-names', [test])).toMatch(/^0\n/)
  })

  it('find no pod of another workload that begins with the same words', () => {
    const failed = { namespace: 'voice', pod: 'voice-sip-debug-kpan-5d4f8b7c9d-abcde', phase: 'Failed' }
    const input = [series('kube_pod_status_phase', failed, steady(1))]
    const quiet = { expr: 'ALERTS', eval_time: '10m', exp_samples: [] }
    expect(runTests('debug', [{ input_series: input, promql_expr_test: [quiet] }])).toMatch(/^0\n/)
  })
})
