import type { ObjectStore } from '@/lab/kubernetes-api/store'
import type { FaultTimeline, PodPlace } from '../scenarios/fault-timeline'
import type { World } from '../world'
import type { EventLog } from './event-log'
import type { PodIndex } from './pod-index'
import { isActive, type Pod, workloadNameOf } from './shapes'
import type { UsingContainer } from './usage'
import type { WorkloadSpec } from './workloads'

/** What the controllers share. */
export interface Cluster {
  store: ObjectStore
  world: World
  pods: PodIndex
  events: EventLog
  faults: FaultTimeline
  /** How many replicas a person last asked for, by `namespace/name`: what the load is spread over in normal times. */
  baselines: Map<string, number>
  now: () => number
}

export function placeOf(cluster: Pick<Cluster, 'pods'>, pod: Pod): PodPlace {
  return { workload: workloadNameOf(pod), slot: cluster.pods.slotOf(pod) }
}

/** The part of its normal load that each pod of a workload carries: less once an autoscaler has added pods. */
export function spreadOf({ baselines, pods }: Pick<Cluster, 'baselines' | 'pods'>, spec: WorkloadSpec): number {
  const present = pods.ofWorkload(spec.namespace, spec.name).filter(isActive).length
  const baseline = baselines.get(`${spec.namespace}/${spec.name}`) ?? spec.replicas
  return present > baseline ? baseline / present : 1
}

/** The main container and the sidecars of a pod that run, as the usage model asks for them. */
export function usingContainers(cluster: Cluster, pod: Pod, spec: WorkloadSpec, spread: number): UsingContainer[] {
  const place = placeOf(cluster, pod)
  const containers = pod.status.containerStatuses ?? []
  return containers.flatMap(({ name, state }, index) =>
    state.running
      ? [
          {
            namespace: pod.metadata.namespace ?? '',
            pod: pod.metadata.name,
            container: name,
            role: index === 0 ? 'main' : 'sidecar',
            spec,
            place,
            startedMs: Date.parse(state.running.startedAt),
            spread,
          } as const,
        ]
      : [],
  )
}
