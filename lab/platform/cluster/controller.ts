import type { KubernetesObject, ResourceName, StoreEvent } from '@/lab/kubernetes-api/store'
import { isChosen } from '../scenarios/fault-timeline'
import { type Cluster, placeOf } from './cluster'
import { Kubelet } from './kubelet'
import { workloadKeyOf } from './pod-index'
import { autoscalerSeconds, reconcileAutoscaler, type ScaleWishes } from './reconcile-autoscaler'
import { reconcileDeployment } from './reconcile-deployment'
import { reconcileCallbackEndpoints, reconcileRedisEndpoints } from './reconcile-endpoints'
import { reconcileStatefulSet } from './reconcile-stateful-set'
import type { Autoscaler, Pod } from './shapes'
import type { NodePlace } from './supporting-objects'
import { callbackNamespace } from './workloads'

/** An event of a fault is told of so many pods at most: an outage of five hundred pods needs no five hundred copies. */
const eventPodLimit = 12

/**
 * Keeps the cluster consistent: whatever a client, a scenario or time changes, controllers bring the rest in line.
 * Nothing happens between steps; a step costs next to nothing while all is quiet.
 */
export class ClusterController {
  readonly #dirty = new Set<string>()
  readonly #kubelet: Kubelet
  readonly #wishes: ScaleWishes = new Map()
  readonly #eventDueMs = new Map<string, number>()
  #autoscaleDueMs = 0
  #pruneDueMs = 0
  #isCallbackDirty = true
  #isScaling = false
  #faultVersion = -1

  constructor(
    private readonly cluster: Cluster,
    nodes: readonly NodePlace[],
    addressCount: number,
  ) {
    this.#kubelet = new Kubelet(cluster, nodes, addressCount)
    cluster.store.subscribe((event) => this.#notice(event))
    for (const { namespace, name } of cluster.world.workloads) this.#dirty.add(`${namespace}/${name}`)
  }

  get addressCount(): number {
    return this.#kubelet.addressCount
  }

  /** Everything that is due now. */
  step(): void {
    const nowMs = this.cluster.now()
    // Bounded, so that two controllers at odds cannot hold the process.
    for (let round = 0; round < 25; round++) {
      const taken = this.#kubelet.run()
      const reconciled = this.#reconcileDirty()
      if (taken === 0 && !reconciled) break
    }
    if (this.#isCallbackDirty) {
      this.#isCallbackDirty = false
      reconcileCallbackEndpoints(this.cluster)
    }
    if (this.cluster.faults.version !== this.#faultVersion) {
      this.#faultVersion = this.cluster.faults.version
      reconcileRedisEndpoints(this.cluster)
    }
    if (nowMs >= this.#autoscaleDueMs) {
      this.#autoscaleDueMs = nowMs + (autoscalerSeconds.between * 1000) / this.cluster.world.speed
      this.#autoscale()
    }
    this.#tellFaultEvents(nowMs)
    if (nowMs >= this.#pruneDueMs) {
      this.#pruneDueMs = nowMs + 60_000
      this.cluster.events.prune()
    }
  }

  #notice({ type, resource, object, previous, key }: StoreEvent): void {
    if (resource === 'pods') {
      // Under `pods` stand pods.
      const workload = workloadKeyOf(object as Pod)
      this.#dirty.add(workload)
      if (object.metadata.namespace === callbackNamespace) this.#isCallbackDirty = true
    } else if (resource === 'deployments' || resource === 'statefulsets') {
      this.#dirty.add(key)
      const replicas = Number(object.spec?.replicas)
      if (!this.#isScaling && replicas !== previous?.spec?.replicas) this.cluster.baselines.set(key, replicas)
      if (type === 'DELETED') this.#collectOwned(object, resource)
    } else if (resource === 'replicasets') {
      const owner = object.metadata.ownerReferences?.[0]?.name
      if (owner) this.#dirty.add(`${object.metadata.namespace}/${owner}`)
      if (type === 'DELETED') this.#collectOwned(object, resource)
    }
  }

  /** The garbage collector: what belonged to an object goes with it. */
  #collectOwned(owner: KubernetesObject, resource: ResourceName): void {
    const { namespace = '', uid } = owner.metadata
    const owned: ResourceName = resource === 'deployments' ? 'replicasets' : 'pods'
    for (const { metadata } of this.cluster.store.all(owned, namespace)) {
      if (metadata.ownerReferences?.some((reference) => reference.uid === uid)) {
        this.cluster.store.delete(owned, namespace, metadata.name)
      }
    }
  }

  #reconcileDirty(): boolean {
    const keys = [...this.#dirty]
    this.#dirty.clear()
    for (const key of keys) {
      const [namespace = '', name = ''] = key.split('/')
      reconcileDeployment(this.cluster, namespace, name)
      reconcileStatefulSet(this.cluster, namespace, name)
    }
    return this.#dirty.size > 0
  }

  #autoscale(): void {
    this.#isScaling = true
    try {
      for (const autoscaler of this.cluster.store.all<Autoscaler>('horizontalpodautoscalers')) {
        reconcileAutoscaler(this.cluster, autoscaler, this.#wishes)
      }
    } finally {
      this.#isScaling = false
    }
  }

  #tellFaultEvents(nowMs: number): void {
    const { faults, pods, events, world } = this.cluster
    if (faults.active.length === 0) this.#eventDueMs.clear()
    for (const { effect, sinceMs } of faults.eventEffects()) {
      const key = `${sinceMs}/${effect.reason}/${effect.message}/${effect.pods.workloads?.join()}`
      if (nowMs < (this.#eventDueMs.get(key) ?? 0)) continue
      this.#eventDueMs.set(key, nowMs + (effect.everySeconds * 1000) / world.speed)
      let told = 0
      for (const pod of pods.all()) {
        if (told >= eventPodLimit) break
        if (pod.status.phase !== 'Running' || !isChosen(effect.pods, placeOf(this.cluster, pod))) continue
        told += 1
        events.record('pods', pod, { ...effect, message: fillIn(effect.message, pod) })
      }
    }
  }
}

function fillIn(message: string, pod: Pod): string {
  const port = pod.spec.containers[0]?.ports?.[0]?.containerPort ?? ''
  return message.replace('$POD_IP', pod.status.podIP ?? '').replace('$PORT', String(port))
}
