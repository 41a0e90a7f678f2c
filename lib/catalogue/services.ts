import { agentState } from './data/agent-state'
import { callState } from './data/call-state'
import { callback } from './data/callback'
import { config } from './data/config'
import { dialPlan } from './data/dial-plan'
import { frontEnd } from './data/front-end'
import { ors } from './data/ors'
import { portal } from './data/portal'
import { registrar } from './data/registrar'
import { rq } from './data/rq'
import { sipCluster } from './data/sip-cluster'
import { sipProxy } from './data/sip-proxy'
import { tenant } from './data/tenant'
import { voicemail } from './data/voicemail'
import { deepFreeze } from './define-service'
import type { Metric, Service, ServiceId } from './schema'

/** Every service of the platform in the order of `serviceIds`; deep-frozen. */
export const services: readonly Service[] = deepFreeze([
  agentState,
  callState,
  config,
  dialPlan,
  frontEnd,
  ors,
  registrar,
  rq,
  sipCluster,
  sipProxy,
  tenant,
  voicemail,
  callback,
  portal,
])

const byId = new Map<string, Service>(services.map((service) => [service.id, service]))

/** The service of an id; every id has one. */
export function serviceById(id: ServiceId): Service {
  const service = byId.get(id)
  if (!service) throw new Error(`The catalogue has no service ${id}`)
  return service
}

// A canary runs beside its workload under the same name with this ending and counts to the same service.
const CANARY = '(?:-canary)?'
const POD_ENDING = { Deployment: '-[a-z0-9]{1,10}-[a-z0-9]{5}', StatefulSet: '-[0-9]+' } as const

/**
 * The names that pods of a service have, canaries included, as an expression that both JavaScript and PromQL (RE2) read;
 * without anchors, which PromQL adds. Null for a service without pods.
 */
export function podNamePattern(service: Service): string | null {
  if (!service.workload) return null
  const { namePattern, kind } = service.workload
  return `(?:${namePattern})${CANARY}${POD_ENDING[kind]}`
}

const workloads = services.flatMap((service) => {
  if (!service.workload) return []
  const { namePattern } = service.workload
  return {
    service,
    workload: new RegExp(`^(?:${namePattern})${CANARY}$`),
    pod: new RegExp(`^${podNamePattern(service)}$`),
  }
})

/** The service that a Deployment or StatefulSet belongs to, canaries included; null for workloads not of the platform. */
export function serviceForWorkload(name: string): Service | null {
  return workloads.find(({ workload }) => workload.test(name))?.service ?? null
}

/** The service that a pod belongs to by the name its controller gave it; null for pods not of the platform. */
export function serviceForPodName(name: string): Service | null {
  return workloads.find(({ pod }) => pod.test(name))?.service ?? null
}

/** Whether a workload or pod is a canary, by its name. */
export function isCanary(name: string): boolean {
  return workloads.some(({ workload, pod }) => workload.test(name) || pod.test(name)) && /-canary(?:-|$)/.test(name)
}

const ownersOfMetric = new Map<string, Set<Service>>()
for (const service of services) {
  for (const { name, type } of service.metrics) {
    const series = type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
    for (const one of series) ownersOfMetric.set(one, (ownersOfMetric.get(one) ?? new Set()).add(service))
  }
}

/**
 * The one service that exposes a metric, histogram series (`_bucket`, `_sum`, `_count`) included. Null when no service
 * documents it and when several do (the Kafka and HTTP client metrics): the pod must tell then.
 */
export function serviceForMetricName(name: string): Service | null {
  const owners = [...(ownersOfMetric.get(name) ?? [])]
  return owners.length === 1 ? (owners[0] ?? null) : null
}

/** One metric of a service by name, or null. */
export function findMetric(service: Service, name: string): Metric | null {
  return service.metrics.find((metric) => metric.name === name) ?? null
}
