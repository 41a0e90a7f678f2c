import { createSeededUids } from '@/lab/kubernetes-api/seeded-uid'
import { ObjectStore } from '@/lab/kubernetes-api/store'
import type { FaultTimeline } from '../scenarios/fault-timeline'
import type { World } from '../world'
import type { Cluster } from './cluster'
import { ClusterController } from './controller'
import { EventLog } from './event-log'
import { type InitialState, initialState } from './initial-state'
import { PodIndex } from './pod-index'
import { applySnapshot, type Snapshot, takeSnapshot } from './snapshot'
import { nodePlaces } from './supporting-objects'

export interface RunningCluster {
  cluster: Cluster
  controller: ClusterController
  snapshot: () => Snapshot
}

/** The world's cluster as it was born, or as a snapshot left it. */
export function createCluster(
  world: World,
  faults: FaultTimeline,
  now: () => number,
  snapshot?: Snapshot,
): RunningCluster {
  const initial = initialState(world)
  const state: InitialState = snapshot ? applySnapshot(initial, snapshot) : initial
  const store = new ObjectStore({
    // Started elsewhere after each restart: the names that were given out before must not come again.
    newUid: createSeededUids(world.seed + state.resourceVersion),
    now: () => new Date(now()),
  })
  store.restore(state.content, { resourceVersion: state.resourceVersion })
  const podCount = world.workloads.reduce((sum, { replicas }) => sum + replicas, 0)
  const planned = world.workloads.map(({ namespace, name, replicas }) => [`${namespace}/${name}`, replicas] as const)
  const cluster: Cluster = {
    store,
    world,
    faults,
    now,
    pods: new PodIndex(store, state.slots),
    events: new EventLog(store, now),
    baselines: new Map([...planned, ...Object.entries(snapshot?.baselines ?? {})]),
  }
  const controller = new ClusterController(cluster, nodePlaces(podCount), snapshot?.addressCount ?? podCount)
  return {
    cluster,
    controller,
    snapshot: () =>
      takeSnapshot(initial, {
        store,
        slots: cluster.pods.slots,
        baselines: cluster.baselines,
        addressCount: controller.addressCount,
      }),
  }
}
