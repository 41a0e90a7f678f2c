import type { ClusterSnapshot } from '@/lib/kubernetes/cluster'
import type { Pod as ClusterPod } from '@/lib/kubernetes/schema'
import { toAutoscaler, toPod, toWorkload } from './adapter'
import type { Autoscaler, Pod, PodState, Unread, Workload } from './schema'

/** A pod younger than this may still be on its way; an older one that is not ready is in trouble. */
export const startGraceSeconds = 120

/** How long after its grace period a pod may still be there before it counts as stuck. */
const stuckAfterSeconds = 60

/** Words that Kubernetes prints for a container that will not come up by waiting. */
const hopelessReasons = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'Error',
  'OOMKilled',
  'ContainerCannotRun',
])

/** True when a pod that is not ready will not get ready by waiting. */
export function isHopeless(pod: Pod): boolean {
  return pod.reason !== null && hopelessReasons.has(pod.reason)
}

/** Age in whole seconds; never negative, since clocks of two machines may differ. What has no beginning is infinitely old. */
export function ageSeconds(fromIso: string | null, nowMs: number): number {
  if (fromIso === null) return Number.POSITIVE_INFINITY
  return Math.max(0, Math.floor((nowMs - Date.parse(fromIso)) / 1000))
}

function deletingState(deleteDeadline: string, nowMs: number): PodState {
  const stuck = ageSeconds(deleteDeadline, nowMs) > stuckAfterSeconds
  return stuck ? { status: 'degraded', word: 'stuck terminating' } : { status: 'paused', word: 'terminating' }
}

function notReadyState(pod: Pod, nowMs: number): PodState {
  if (isHopeless(pod)) return { status: 'failing', word: pod.reason ?? 'not ready' }
  const young = ageSeconds(pod.createdAt, nowMs) < startGraceSeconds && pod.restarts === 0
  if (young) return { status: 'starting', word: pod.reason ?? (pod.phase === 'Pending' ? 'Pending' : 'starting') }
  if (pod.phase === 'Pending') return { status: 'failing', word: pod.reason ?? 'Pending' }
  return { status: 'failing', word: pod.reason ?? 'not ready' }
}

/** What a pod is at `nowMs`. Ready pods are ok; what Kubernetes cannot tell is unknown. */
export function podState(pod: Pod, nowMs: number): PodState {
  if (pod.deleteDeadline !== null) return deletingState(pod.deleteDeadline, nowMs)
  if (pod.phase === 'Unknown') return { status: 'unknown', word: pod.reason ?? 'Unknown' }
  if (pod.phase === 'Succeeded') return { status: 'ok', word: 'Completed' }
  if (pod.phase === 'Failed') return { status: 'failing', word: pod.reason ?? 'Failed' }
  if (pod.ready) return { status: 'ok', word: 'ready' }
  return notReadyState(pod, nowMs)
}

/** Whether a pod counts towards what its workload must have: alive, or on its way to be. */
export function isCounted(pod: Pod): boolean {
  return pod.deleteDeadline === null && (pod.phase === 'Running' || pod.phase === 'Pending' || pod.phase === 'Unknown')
}

/** `desired` is null where not all workloads could be read. */
export type ReplicaCount = { ready: number; desired: number | null }

/** Key of a workload, or of the one that owns a pod. */
export const workloadKey = (namespace: string, name: string | null) => `${namespace}/${name}`

/** Ready pods by the key of their workload. They are counted by pods, because a workload's own count lags behind. */
export function readyByWorkload(pods: readonly Pod[]): ReadonlyMap<string, number> {
  const ready = new Map<string, number>()
  for (const pod of pods) {
    if (!pod.ready || !isCounted(pod)) continue
    const key = workloadKey(pod.namespace, pod.workload)
    ready.set(key, (ready.get(key) ?? 0) + 1)
  }
  return ready
}

export const allRead: Unread = { pods: new Set(), workloads: new Set() }

/** How many pods of a workload are ready; its own count, though it lags, where the pods cannot be read. */
export function readyPodsOf(workload: Workload, readyPods: ReadonlyMap<string, number>, unread: Unread): number {
  if (unread.pods.has(workload.namespace)) return workload.readyReplicas
  return readyPods.get(workloadKey(workload.namespace, workload.name)) ?? 0
}

/**
 * Ready and desired over some workloads. What one has beyond its wish (a rollout's surge) makes up for no lack of another. Null
 * where neither the pods of a namespace nor its workloads could be read.
 */
export function countReplicas(
  workloads: readonly Workload[],
  pods: readonly Pod[],
  unread: Unread = allRead,
): ReplicaCount | null {
  if ([...unread.pods].some((namespace) => unread.workloads.has(namespace))) return null
  const readyPods = readyByWorkload(pods)
  const known = workloads.filter(({ namespace }) => !unread.workloads.has(namespace))
  const unasked = pods.filter((pod) => unread.workloads.has(pod.namespace) && pod.ready && isCounted(pod))
  const ready = known.map((workload) => Math.min(readyPodsOf(workload, readyPods, unread), workload.desiredReplicas))
  const desired = known.reduce((sum, workload) => sum + workload.desiredReplicas, 0)
  return {
    ready: ready.reduce((sum, count) => sum + count, unasked.length),
    desired: unread.workloads.size > 0 ? null : desired,
  }
}

/** A watch keeps the object of a pod that did not change, so each is read once, not once a refresh: there may be 5,000. */
const readPods = new WeakMap<ClusterPod, Pod>()

function readPod(pod: ClusterPod): Pod {
  const known = readPods.get(pod)
  if (known) return known
  const read = toPod(pod)
  readPods.set(pod, read)
  return read
}

/** Pods, workloads and autoscalers of a region's namespaces as the console speaks of them. */
export function readCluster(snapshot: Pick<ClusterSnapshot, 'pods' | 'workloads' | 'autoscalers'>): {
  pods: Pod[]
  workloads: Workload[]
  autoscalers: Autoscaler[]
} {
  return {
    pods: snapshot.pods.map(readPod),
    workloads: snapshot.workloads.map(toWorkload),
    autoscalers: snapshot.autoscalers.map(toAutoscaler),
  }
}
