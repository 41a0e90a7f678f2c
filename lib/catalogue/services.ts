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
import { CANARY, podNames } from './pod-names'
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

/** The names that pods of a service have, as `podNames` writes them. Null for a service without pods. */
export function podNamePattern(service: Service): string | null {
  return service.workload ? podNames(service.workload) : null
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
