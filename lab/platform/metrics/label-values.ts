import type { ServiceId } from '@/lib/catalogue/schema'
import type { World } from '../world'

/** One value of a label and the part of a metric's events that carry it. */
export interface LabelValue {
  value: string
  share: number
}

export interface LabelPlace {
  world: World
  serviceId: ServiceId
  pod: string
  container: string
  version: string
  /** The place of the pod among its workload's pods, and how many the plan gives the service. */
  slot: number
  planned: number
}

const all = (...values: string[]): LabelValue[] => values.map((value) => ({ value, share: 1 / values.length }))
const weighted = (shares: Record<string, number>): LabelValue[] =>
  Object.entries(shares).map(([value, share]) => ({ value, share }))

/** From about a hundred pods on, each shows fewer series: a thousand pods would otherwise need a large Prometheus. */
export function isLarge({ volume }: World): boolean {
  return volume > 4
}

/**
 * Tenants that a pod reports: the busiest three, and its hand of the others, which are dealt out like cards over the
 * pods of a service; at most 20 in a small cluster, 4 in a large one, so that the number of series stays in bounds.
 * Every tenant is thus reported by some pod of each service, as long as pods × hand reaches so far.
 */
export function tenantsOfPod({ world, slot, planned }: Pick<LabelPlace, 'world' | 'slot' | 'planned'>): LabelValue[] {
  const limit = isLarge(world) ? 4 : 20
  const values: LabelValue[] = []
  for (let index = 0; index < world.tenants.length && values.length < limit; index++) {
    const isBusy = index < 3
    if (!isBusy && index % planned !== slot) continue
    const id = world.tenants[index]?.id ?? ''
    const share = world.tenantShares.get(id) ?? 0
    // A tenant that only one pod reports has all its events there.
    values.push({ value: id, share: isBusy ? share : share * planned })
  }
  return values
}

const methods = weighted({ INVITE: 0.3, ACK: 0.25, BYE: 0.2, OPTIONS: 0.15, CANCEL: 0.04, REGISTER: 0.06 })

const redisClusters: Partial<Record<ServiceId, string>> = {
  'agent-state': 'redis-agent-state',
  config: 'redis-config-state',
  'dial-plan': 'redis-config-state',
  ors: 'redis-ors-state',
  rq: 'redis-rq-state',
  'sip-cluster': 'redis-sip-state',
}

const topics: Partial<Record<ServiceId, LabelValue[]>> = {
  'agent-state': weighted({ 'voice-callthread-events': 0.8, 'voice-agent-requests': 0.2 }),
  'call-state': weighted({ 'voice-sip-events': 1 }),
  registrar: weighted({ 'voice-registrations': 1 }),
  'front-end': weighted({ 'voice-agent-requests': 1 }),
  'sip-proxy': weighted({ 'voice-sipproxy-reporting': 1 }),
}

const producedTopics: Partial<Record<ServiceId, LabelValue[]>> = {
  'agent-state': weighted({ 'voice-agent-events': 1 }),
  'call-state': weighted({ 'voice-callthread-events': 1 }),
}

const calledServices: Partial<Record<ServiceId, LabelValue[]>> = {
  'agent-state': weighted({ 'voice-config': 1 }),
  'call-state': weighted({ 'voice-agent': 0.6, 'voice-sip': 0.4 }),
  'sip-cluster': weighted({ 'voice-dialplan': 0.7, 'voice-config': 0.3 }),
  'sip-proxy': weighted({ 'voice-config': 1 }),
}

/** SIP nodes that a pod talks to: all of a few, four of many. */
function sipNodes({ world, slot }: LabelPlace): LabelValue[] {
  const count = world.workload('voice', 'voice-sip')?.replicas ?? 1
  const seen = Math.min(count, 4)
  return all(...Array.from({ length: seen }, (_, index) => `voice-sip-${(slot * seen + index) % count}`))
}

/** Answers of the Config Service are never errors while all is well, for an alert fires at the first. */
const answers = weighted({ '200': 1, '503': 0 })

const fixed: Readonly<Record<string, LabelValue[]>> = {
  level: weighted({ info: 0.92, warn: 0.06, error: 0.02 }),
  format: all('json'),
  request_type: weighted({ get: 0.7, list: 0.3 }),
  operation_type: weighted({ route: 0.7, translate: 0.2, validate: 0.1 }),
  reason: all('redis', 'config_node', 'envoy'),
  request: weighted({ make_call: 0.4, transfer: 0.25, hold: 0.35 }),
  event: weighted({ ringing: 0.3, established: 0.35, released: 0.35 }),
  ors: all('voice-ors-0'),
  node: all('voice-sip-0'),
  service: all('voice-rq'),
  memberId: all('voice-callthread'),
  method: methods,
  request_direction: weighted({ inbound: 0.6, outbound: 0.4 }),
  target: all('sip_node'),
  node_in_cache: all('true'),
  transport: weighted({ udp: 0.7, tcp: 0.3 }),
  address: all('10.20.0.90:5060'),
  response_code: all('Internal Server Error', 'Service Unavailable'),
  started: all('true'),
  balancer_stream_type: all('ors', 'rq'),
  healthcheck: weighted({ false: 0.97, true: 0.03 }),
}

/** The values that a label takes in one pod, most frequent first. */
export function labelValues(label: string, metric: string, place: LabelPlace): LabelValue[] {
  const { world, serviceId } = place
  switch (label) {
    case 'tenant':
      return tenantsOfPod(place)
    case 'location':
    case 'kafka_location':
      return all(world.region)
    case 'redis_cluster_name':
      return all(metric.includes('stream') ? 'redis-tenant-stream' : (redisClusters[serviceId] ?? 'redis'))
    case 'topic':
      return (metric.startsWith('kafka_producer') && producedTopics[serviceId]) || topics[serviceId] || all('voice')
    case 'target_service_name':
      return calledServices[serviceId] ?? all('voice-config')
    case 'status':
      return metric.startsWith('http_client') ? answers : weighted({ '200': 0.995, '404': 0.005 })
    case 'module':
      return all(place.container)
    case 'pod':
      return all(place.pod)
    case 'version':
      return all(place.version)
    case 'sip_node_id':
      return sipNodes(place)
    case 'device_name':
      return all(metric.includes('msml') ? 'msml-1' : metric.includes('softswitch') ? 'softswitch-1' : 'trunk-1')
    default:
      return fixed[label] ?? all('default')
  }
}
