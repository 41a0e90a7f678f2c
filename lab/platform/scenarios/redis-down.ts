import type { Dependency, ServiceId } from '@/lib/catalogue/schema'
import type { Effect } from './effect'
import type { Choice, Scenario } from './scenario'
import { serviceChoice } from './service-choice'

interface RedisUser {
  /** Its short workload name. */
  service: string
  serviceId: ServiceId
  dependency: Dependency
  /** Whether it can go on without: then it is degraded, and its pods stay ready. */
  canGoOn?: boolean
}

interface RedisTarget extends Choice {
  redis: string
  users: readonly RedisUser[]
}

const user = (service: string, serviceId: ServiceId, dependency: Dependency = 'redis', canGoOn = false): RedisUser => ({
  service,
  serviceId,
  dependency,
  canGoOn,
})

/** Who keeps what in which of the nine Redis services. */
const redisTargets: readonly RedisTarget[] = [
  target('ors', 'redis-ors-state', [user('ors', 'ors')]),
  target('ors-stream', 'redis-ors-stream', [user('ors', 'ors', 'redis-stream', true)]),
  target('agent', 'redis-agent-state', [user('agent', 'agent-state')]),
  target('callthread', 'redis-call-state', [user('callthread', 'call-state')]),
  target('config', 'redis-config-state', [user('config', 'config'), user('dialplan', 'dial-plan', 'redis', true)]),
  target('registrar', 'redis-registrar-state', [user('registrar', 'registrar')]),
  target('rq', 'redis-rq-state', [user('rq', 'rq')]),
  target('sip', 'redis-sip-state', [user('sip', 'sip-cluster')]),
  target('tenant', 'redis-tenant-stream', [
    user('agent', 'agent-state', 'redis-stream', true),
    user('voicemail', 'voicemail', 'redis', true),
  ]),
]

function target(name: string, redis: string, users: readonly RedisUser[]): RedisTarget {
  return { name, redis, users, about: redis, aliases: [redis, ...users.map(({ serviceId }) => serviceId)] }
}

/** A Redis service loses its server: connections fail, endpoints empty, pods that cannot do without turn not ready. */
export const redisDown: Scenario = {
  name: 'redis-down',
  summary: 'one of the nine Redis services stops answering',
  targets: () => [...redisTargets, { name: 'all', about: 'all nine' }],
  effects: ({ world, target: name }) =>
    redisTargets
      .filter((entry) => name === 'all' || entry.name === name)
      .flatMap(({ redis, users }) => [
        { kind: 'endpoints', service: redis } satisfies Effect,
        ...users.flatMap((entry) => userEffects(redis, entry, serviceChoice(world, entry.service).workloads)),
        ...(users.some(({ serviceId }) => serviceId === 'ors') ? callbackEffects : []),
      ]),
}

function userEffects(redis: string, entry: RedisUser, workloads: readonly string[]): Effect[] {
  const pods = { workloads }
  const services = [entry.serviceId]
  const common: Effect[] = [
    { kind: 'metric', services, where: { dependency: [entry.dependency] }, change: { state: 'failing', value: 0 } },
    {
      kind: 'metric',
      services,
      where: { role: 'health-level' },
      change: { state: entry.canGoOn ? 'degraded' : 'failing' },
    },
    {
      kind: 'metric',
      services,
      where: { name: errorGauges },
      labels: { reason: 'redis' },
      change: { state: 'degraded' },
    },
    { kind: 'metric', services, where: { name: errorCounters }, change: { addPerSecond: 0.4 } },
    { kind: 'usage', pods, cpuFactor: entry.canGoOn ? 0.9 : 0.5 },
    {
      kind: 'log',
      pods,
      level: 'error',
      module: 'redis',
      message: `connect ECONNREFUSED ${redis}.voice.svc.cluster.local:6379, next try in 2 s`,
      perMinute: 30,
    },
  ]
  return entry.canGoOn ? common : [...common, ...outageEffects(entry.serviceId, pods)]
}

function outageEffects(serviceId: ServiceId, pods: { workloads: readonly string[] }): Effect[] {
  const message = 'Readiness probe failed: HTTP probe failed with statuscode: 503'
  return [
    { kind: 'pod', pods, fault: { state: 'not-ready', message } },
    { kind: 'metric', services: [serviceId], where: { name: trafficOf[serviceId] ?? [] }, change: { factor: 0.15 } },
    { kind: 'event', pods, type: 'Warning', reason: 'Unhealthy', message, component: 'kubelet', everySeconds: 30 },
  ]
}

/** Callback reaches its sessions through the Redis of ORS. */
const callbackEffects: Effect[] = [
  { kind: 'metric', services: ['callback'], where: { dependency: ['ors'] }, change: { state: 'failing' } },
  {
    kind: 'log',
    pods: { workloads: ['ges'] },
    level: 'error',
    module: 'health',
    message: 'ORS Redis connection is DOWN',
    perMinute: 4,
  },
]

const errorGauges = ['orsnode_health_check_error', 'sipfe_health_check_error']

const errorCounters = [
  'orsnode_redis_disconnect',
  'rqnode_redis_disconnects',
  'voicemail_redis_request_failed_total',
  'voicemail_redis_connection_failure',
]

/** What a service does less of without its state. */
const trafficOf: Partial<Record<ServiceId, readonly string[]>> = {
  'agent-state': ['agent_callevents', 'kafka_producer__messages_total'],
  'call-state': ['callthread_call_threads'],
  config: ['config_device_response', 'config_tenant_response'],
  ors: ['orsnode_total_strategies', 'orsnode_callevents', 'orsnode_strategies', 'orsnode_total_interactions'],
  registrar: ['registrar_register_count'],
  rq: ['rqnode_xadds', 'rqnode_xreads'],
  'sip-cluster': ['sips_calls', 'sips_call_rate', 'sipnode_requests_total', 'sips_calls_created'],
}
