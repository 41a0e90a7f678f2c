import type { ClusterSnapshot } from '@/lib/kubernetes/cluster'
import type { Pod as ClusterPod } from '@/lib/kubernetes/schema'
import { toAutoscaler, toPod, toWorkload } from './adapter'
import type { Autoscaler, Pod, PodState, Workload } from './schema'

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

export type ReplicaCount = { ready: number; desired: number }

/** Ready and desired over some workloads. Ready is counted by pods, because a workload's own count lags behind. */
export function countReplicas(workloads: readonly Workload[], pods: readonly Pod[]): ReplicaCount {
  return {
    ready: pods.filter((pod) => pod.ready && isCounted(pod)).length,
    desired: workloads.reduce((sum, workload) => sum + workload.desiredReplicas, 0),
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
