import type { Service } from '@/lib/catalogue/schema'
import { isCanary, serviceForPodName, serviceForWorkload } from '@/lib/catalogue/services'
import type {
  Autoscaler as ClusterAutoscaler,
  Pod as ClusterPod,
  Workload as ClusterWorkload,
  Condition,
  Container,
} from '@/lib/kubernetes/schema'
import { isoTime } from '@/lib/time/iso-time'
import type { Autoscaler, Pod, Workload } from './schema'

/**
 * The tag of an image, without registry and digest: `registry:5000/voice-agent:100.0.1@sha256:…` gives `100.0.1`. Null when
 * the image has no tag: the digest says which build it is, not which version.
 */
export function imageTag(image: string): string | null {
  const [name = ''] = image.split('@')
  const lastPart = name.slice(name.lastIndexOf('/') + 1)
  const colon = lastPart.indexOf(':')
  return colon < 0 || colon === lastPart.length - 1 ? null : lastPart.slice(colon + 1)
}

function conditionOf(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type)
}

/** The container that is the service itself: the one named after its workload, else the first. Sidecars come after it. */
function mainContainer<Item extends { name: string }>(containers: readonly Item[], pattern: string | undefined) {
  const expression = pattern === undefined ? null : new RegExp(`^(?:${pattern})$`)
  return containers.find(({ name }) => expression?.test(name)) ?? containers[0]
}

type Holdup = { reason: string; message: string | null }

function containerHoldup(container: Container): Holdup | null {
  const { state, reason, message, init, exitCode } = container
  if (state === 'waiting' && reason) return { reason, message }
  // An init container that ended well is how it should be.
  if (state === 'terminated' && reason && !(init && exitCode === 0)) return { reason, message }
  return null
}

/** What holds a pod up, as `kubectl get pods` would say it: the pod's own word, a container's, or the scheduler's. */
function holdupOf(pod: ClusterPod): Holdup | null {
  if (pod.reason) return { reason: pod.reason, message: pod.message }
  if (pod.ready) return null
  for (const container of pod.containers) {
    const holdup = containerHoldup(container)
    if (holdup) return holdup
  }
  const scheduled = conditionOf(pod.conditions, 'PodScheduled')
  return scheduled?.status === 'False' && scheduled.reason
    ? { reason: scheduled.reason, message: scheduled.message }
    : null
}

function lastTermination(containers: readonly Container[]): Pod['lastTermination'] {
  const ends = containers.flatMap((container) => {
    const now = container.state === 'terminated' ? { ...container, at: container.since } : container.lastTermination
    const at = isoTime(now?.at ?? null)
    return now && at && !container.init
      ? [{ container: container.name, at, reason: now.reason, exitCode: now.exitCode }]
      : []
  })
  return ends.sort((a, b) => b.at.localeCompare(a.at))[0] ?? null
}

/**
 * The service that a pod serves. A known owner decides: a Job named after the service (`voice-agent-migrate`) gives its pods names
 * like the service's own. Only where no owner tells (none, or a ReplicaSet whose Deployment is not known) the pod's name does.
 */
function serviceOf({ name, workload }: ClusterPod): Service | null {
  if (workload === null || workload.kind === 'ReplicaSet') return serviceForPodName(name)
  return workload.kind === 'Job' ? null : serviceForWorkload(workload.name)
}

/** The name of a pod's workload; of a ReplicaSet that does not tell its Deployment, what its own name says before the hash. */
function workloadName({ workload }: ClusterPod): string | null {
  if (workload?.kind !== 'ReplicaSet') return workload?.name ?? null
  const deployment = workload.name.replace(/-[a-z0-9]+$/, '')
  return serviceForWorkload(deployment) ? deployment : workload.name
}

/** A pod as the console speaks of it. */
export function toPod(pod: ClusterPod): Pod {
  const workload = workloadName(pod)
  const service = serviceOf(pod)
  const holdup = holdupOf(pod)
  const own = pod.containers.filter((container) => !container.init)
  const main = mainContainer(own, service?.workload?.container)
  return {
    uid: pod.uid,
    namespace: pod.namespace,
    name: pod.name,
    service: service?.id ?? null,
    workload,
    canary: isCanary(workload ?? pod.name),
    phase: pod.phase,
    reason: holdup?.reason ?? null,
    message: holdup?.message ?? null,
    ready: pod.ready,
    readyChangedAt: isoTime(conditionOf(pod.conditions, 'Ready')?.since ?? null),
    readyContainers: own.filter((container) => container.ready).length,
    totalContainers: own.length,
    restarts: pod.restarts,
    lastTermination: lastTermination(pod.containers),
    createdAt: isoTime(pod.createdAt),
    deleteDeadline: isoTime(pod.deletedAt),
    node: pod.node,
    imageVersion: main ? imageTag(main.image) : null,
  }
}

export function toWorkload(workload: ClusterWorkload): Workload {
  const service = serviceForWorkload(workload.name)
  const main = mainContainer(
    workload.images.map(({ container, image }) => ({ name: container, image })),
    service?.workload?.container,
  )
  const available = conditionOf(workload.conditions, 'Available')
  return {
    uid: workload.uid,
    kind: workload.kind,
    namespace: workload.namespace,
    name: workload.name,
    service: service?.id ?? null,
    canary: isCanary(workload.name),
    desiredReplicas: workload.desiredReplicas,
    readyReplicas: workload.readyReplicas,
    updatedReplicas: workload.updatedReplicas,
    generation: workload.generation,
    revision: workload.revision,
    image: main?.image ?? null,
    imageVersion: main ? imageTag(main.image) : null,
    createdAt: isoTime(workload.createdAt),
    unavailableSince: available?.status === 'False' ? isoTime(available.since) : null,
  }
}

/** `limited` only towards more: an autoscaler at its minimum that would like less is at rest, not in need. */
export function toAutoscaler(autoscaler: ClusterAutoscaler): Autoscaler {
  const scaling = conditionOf(autoscaler.conditions, 'ScalingActive')
  const bounds = conditionOf(autoscaler.conditions, 'ScalingLimited')
  const active = scaling?.status !== 'False'
  const limited = bounds?.status === 'True' && bounds.reason === 'TooManyReplicas'
  const telling = active ? (limited ? bounds : undefined) : scaling
  return {
    namespace: autoscaler.namespace,
    name: autoscaler.name,
    targetKind: autoscaler.target.kind,
    targetName: autoscaler.target.name,
    minReplicas: autoscaler.minReplicas,
    maxReplicas: autoscaler.maxReplicas,
    currentReplicas: autoscaler.currentReplicas,
    desiredReplicas: autoscaler.desiredReplicas,
    lastScaledAt: isoTime(autoscaler.lastScaledAt),
    active,
    limited,
    message: telling?.message ?? null,
  }
}
