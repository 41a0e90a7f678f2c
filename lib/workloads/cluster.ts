import type { ClusterSnapshot } from '@/lib/kubernetes/cluster'
import type { Pod as ClusterPod } from '@/lib/kubernetes/schema'
import { toAutoscaler, toPod, toWorkload } from './adapter'
import type { Autoscaler, Pod, Workload } from './schema'

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
