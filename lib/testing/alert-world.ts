import type { Service, ServiceId } from '@/lib/catalogue/schema'
import { serviceById, services } from '@/lib/catalogue/services'

// Series for `promtool test rules`: a platform that is sound until it breaks. Sound figures lie at the limits of the alerts,
// broken ones just beyond.

export const stepSeconds = 30
/** From this moment on everything is broken. */
export const breakSeconds = 1200
export const endSeconds = 3300

export type Series = { series: string; values: string }
type Labels = Record<string, string>
export type World = Series[]

const soundSteps = breakSeconds / stepSeconds
const brokenSteps = (endSeconds - breakSeconds) / stepSeconds

export const series = (name: string, labels: Labels, values: string): Series => ({
  series: `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`,
  values,
})

/** A gauge that changes when all breaks. */
export const gauge = (sound: number, broken = sound) => `${sound}x${soundSteps - 1} ${broken}x${brokenSteps}`

/** A counter by its growth per minute before and after. */
export function counter(soundPerMinute: number, brokenPerMinute = soundPerMinute, start = 0): string {
  const [sound, broken] = [soundPerMinute / 2, brokenPerMinute / 2]
  const next = start + sound * (soundSteps - 1) + broken
  return `${start}+${sound}x${soundSteps - 1} ${next}+${broken}x${brokenSteps}`
}

/** A series that is there until all breaks, and then no more. */
const lost = `1x${soundSteps - 1} stale`

const workloadOf = (service: Service) => service.workload?.namePattern ?? ''
const podOf = (service: Service, index = 0) =>
  service.workload?.kind === 'StatefulSet'
    ? `${workloadOf(service)}-${index}`
    : `${workloadOf(service)}-5d4f8b7c9d-bcdf${'bcdf'[index]}`

/** The labels that a scrape gives to the series of a service's pod. */
export const scraped = (service: Service, index = 0): Labels => ({
  namespace: 'voice',
  pod: podOf(service, index),
  container: workloadOf(service),
  service: workloadOf(service),
  job: `voice/${workloadOf(service)}`,
})

/** Everything is answered within `limit` until all breaks; then everything takes longer. */
function histogram(name: string, labels: Labels, limit: number): Series[] {
  return [
    series(`${name}_bucket`, { ...labels, le: `${limit}` }, counter(60, 0)),
    series(`${name}_bucket`, { ...labels, le: `${limit * 2}` }, counter(60)),
    series(`${name}_bucket`, { ...labels, le: '+Inf' }, counter(60)),
  ]
}

const Mi = 1024 ** 2

/** What kube-state-metrics and cAdvisor say of one service with a CPU limit of half a core and 512 MiB. */
function kubernetesSeries(service: Service): Series[] {
  const { namespace = '', pod = '', container = '' } = scraped(service)
  const own = { namespace, pod, container }
  const workload = workloadOf(service)
  const phase = (name: string, index: number) =>
    series('kube_pod_status_phase', { namespace, pod: podOf(service, index), phase: name }, gauge(0, 1))
  const autoscaler = (horizontalpodautoscaler: string, current: string, least: string) =>
    [
      ['status_current_replicas', current] as const,
      ['spec_max_replicas', gauge(10)] as const,
      ['spec_min_replicas', least] as const,
    ].map(([figure, values]) =>
      series(`kube_horizontalpodautoscaler_${figure}`, { namespace, horizontalpodautoscaler }, values),
    )
  return [
    phase('Failed', 1),
    phase('Unknown', 2),
    phase('Pending', 3),
    series('kube_pod_status_phase', { namespace, pod, phase: 'Running' }, gauge(1)),
    series('kube_pod_status_ready', { namespace, pod, condition: 'true' }, gauge(1, 0)),
    series('kube_pod_status_ready', { namespace, pod, condition: 'false' }, gauge(0, 1)),
    // Four restarts in a row are still fine.
    series('kube_pod_container_status_restarts_total', own, `0+1x4 4x${soundSteps - 6} 4.5+0.5x${brokenSteps}`),
    series('container_cpu_usage_seconds_total', { ...own, cpu: 'total' }, counter(60 * 0.16, 60 * 0.45)),
    series('container_spec_cpu_quota', own, gauge(50_000)),
    series('container_spec_cpu_period', own, gauge(100_000)),
    series('container_memory_working_set_bytes', own, gauge(160 * Mi, 460 * Mi)),
    series('kube_pod_container_resource_limits', { ...own, resource: 'cpu' }, gauge(0.5)),
    series('kube_pod_container_resource_limits', { ...own, resource: 'memory' }, gauge(512 * Mi)),
    series('kube_pod_container_resource_requests', { ...own, resource: 'cpu' }, gauge(0.25)),
    series('kube_pod_container_resource_requests', { ...own, resource: 'memory' }, gauge(256 * Mi)),
    series('kube_deployment_spec_replicas', { namespace, deployment: workload }, gauge(3)),
    series('kube_deployment_status_replicas_available', { namespace, deployment: workload }, gauge(3, 2)),
    series('kube_statefulset_status_replicas_ready', { namespace, statefulset: workload }, gauge(3, 2)),
    series('kube_statefulset_status_replicas_current', { namespace, statefulset: workload }, gauge(5, 4)),
    ...autoscaler(`${workload}-hpa`, gauge(8, 9), gauge(1)),
    ...autoscaler(`${workload.replace('voice-', '')}-node-hpa`, gauge(2), gauge(2, 3)),
  ]
}

const topic = { topic: 'calls', kafka_location: 'here' }
const node = { sip_node_id: 'n1' }
const device = { tenant: 't2100', device_name: 'trunk-1' }

type Figures = Partial<Record<ServiceId, [name: string, labels: Labels, sound: number, broken: number][]>>

const gauges: Figures = {
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
    ['sips_calls', {}, 100, 100],
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

/** By their growth per minute. */
const counters: Figures = {
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

const withKafkaConsumer: readonly ServiceId[] = ['agent-state', 'call-state', 'registrar']
const withKafkaProducer: readonly ServiceId[] = [...withKafkaConsumer, 'front-end', 'sip-cluster', 'sip-proxy']

function kafkaSeries(service: Service): Series[] {
  const own = scraped(service)
  const consumer = [
    ...histogram('kafka_consumer_latency', { ...own, ...topic }, 0.5),
    series('kafka_consumer_state', { ...own, ...topic }, gauge(1)),
    series('kafka_consumer_error_total', { ...own, ...topic }, counter(0.4, 4)),
  ]
  const producer = [
    series('kafka_producer_state', own, gauge(1, 0)),
    series('kafka_producer_queue_depth', own, gauge(100, 101)),
    series('kafka_producer_error_total', own, counter(19, 21)),
  ]
  return [
    ...(withKafkaConsumer.includes(service.id) ? consumer : []),
    ...(withKafkaProducer.includes(service.id) ? producer : []),
  ]
}

/** What the alert on the absence of a service's metrics looks for. */
const baseMetrics: Partial<Record<ServiceId, string>> = {
  'agent-state': 'agent_health_level',
  'call-state': 'callthread_health_level',
  config: 'config_health_level',
  'dial-plan': 'dialplan_health_level',
  'front-end': 'sipfe_health_level',
  ors: 'orsnode_health_level',
  registrar: 'registrar_health_level',
  rq: 'rqnode_xadds',
  'sip-cluster': 'sipnode_health_level',
  'sip-proxy': 'sipproxy_health_level',
  voicemail: 'voicemail_service_health_check',
  callback: 'ORS_REDIS_STATUS',
}

function ownSeries(service: Service): Series[] {
  const own = scraped(service)
  const latencies: Partial<Record<ServiceId, Series[]>> = {
    'dial-plan': histogram('dialplan_response_time', own, 500),
    'front-end': histogram('sipfe_sip_node_request_duration_seconds', { ...own, ...node }, 0.5),
    'sip-proxy': histogram('sipproxy_response_latency', { ...own, ...node }, 1),
  }
  const told = [...(gauges[service.id] ?? []), ...(counters[service.id] ?? [])].map(([name]) => name)
  const base = baseMetrics[service.id]
  return [
    ...(base && !told.includes(base) ? [series(base, own, gauge(1))] : []),
    ...(gauges[service.id] ?? []).map(([name, labels, sound, broken]) =>
      series(name, { ...own, ...labels }, gauge(sound, broken)),
    ),
    ...(counters[service.id] ?? []).map(([name, labels, sound, broken]) =>
      series(name, { ...own, ...labels }, counter(sound, broken)),
    ),
    ...(latencies[service.id] ?? []),
    ...kafkaSeries(service),
  ]
}

const watcherSeries: Series[] = [
  // Pushed at every step, and then never again.
  series('push_time_seconds', { job: 'portal_probe' }, counter(60, 0)),
  series('up', { job: 'voice/voice-ors', pod: 'voice-ors-0', instance: '10.0.0.1:11200' }, gauge(1, 0)),
  series('prometheus_rule_evaluation_failures_total', { instance: 'p', rule_group: 'g' }, counter(0, 1)),
  series('prometheus_notifications_dropped_total', { instance: 'p' }, counter(0, 1)),
]

/** Everything at once. */
export const wholeWorld: World = [
  ...services
    .filter(({ alerts }) => alerts.length > 0)
    .flatMap((service) => [
      ...(service.workload && service.id !== 'callback' ? kubernetesSeries(service) : []),
      ...ownSeries(service),
    ]),
  ...watcherSeries,
]

/** Ready pods of which the first loses its metric. */
function worldWithoutMetrics(service: Service, metric: string): World {
  return [0, 1].flatMap((index) => {
    const own = scraped(service, index)
    const { namespace = '', pod = '' } = own
    return [
      series('kube_pod_status_ready', { namespace, pod, condition: 'true' }, gauge(1)),
      series(metric, own, index === 0 ? lost : gauge(1)),
    ]
  })
}

/** Worlds that cannot be true at the same time as the whole one, by the alert that fires in them. */
export const otherWorlds: Readonly<Record<string, World>> = {
  'front-end-no-requests': [series('sipfe_requests_total', scraped(serviceById('front-end')), counter(60, 0))],
  'dial-plan-slow-2s': histogram('dialplan_response_time', scraped(serviceById('dial-plan')), 2000),
  'sip-cluster-calls-drop': [
    series('sips_calls', scraped(serviceById('sip-cluster')), gauge(100, 60)),
    series('sips_calls_created', scraped(serviceById('sip-cluster')), gauge(500)),
  ],
  'watcher-portal-probe-absent': [series('push_time_seconds', { job: 'portal_probe' }, lost)],
  'watcher-prometheus-metrics-absent': [series('prometheus_rule_evaluation_failures_total', {}, lost)],
  'watcher-kube-state-metrics-absent': [series('kube_pod_status_phase', {}, lost)],
  'watcher-container-metrics-absent': [series('container_cpu_usage_seconds_total', {}, lost)],
  ...Object.fromEntries(
    services.flatMap((service) => {
      const metric = baseMetrics[service.id]
      return metric ? [[`watcher-metrics-absent-${service.id}`, worldWithoutMetrics(service, metric)]] : []
    }),
  ),
}
