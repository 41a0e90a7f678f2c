import type { ObjectStore, StoreEvent } from '@/lab/kubernetes-api/store'
import { isActive, type Pod, workloadNameOf } from './shapes'

export const podKey = (pod: { metadata: { namespace?: string; name: string } }): string =>
  `${pod.metadata.namespace}/${pod.metadata.name}`

/** `namespace/name` of the workload that a pod belongs to. */
export const workloadKeyOf = (pod: Pod): string => `${pod.metadata.namespace}/${workloadNameOf(pod)}`

/**
 * The pods of each workload, kept up to date from the store, and a place (slot) for each: a StatefulSet's ordinal, or the
 * lowest that is free. Slots make the pods of a workload differ in a way that outlives them: a successor takes over the
 * tenants, and the faults, of the pod it replaces.
 */
export class PodIndex {
  readonly #byWorkload = new Map<string, Map<string, Pod>>()
  readonly #slots: Map<string, number>

  constructor(store: ObjectStore, slots: ReadonlyMap<string, number>) {
    this.#slots = new Map(slots)
    for (const pod of store.all<Pod>('pods')) this.#set(pod)
    for (const key of this.#slots.keys()) if (!this.#has(store, key)) this.#slots.delete(key)
    store.subscribe((event) => this.#follow(event), 'pods')
  }

  ofWorkload(namespace: string, name: string): Pod[] {
    return [...(this.#byWorkload.get(`${namespace}/${name}`)?.values() ?? [])]
  }

  *all(): Generator<Pod> {
    for (const pods of this.#byWorkload.values()) yield* pods.values()
  }

  slotOf(pod: Pod): number {
    return this.#slots.get(podKey(pod)) ?? 0
  }

  /** For the snapshot. */
  get slots(): ReadonlyMap<string, number> {
    return this.#slots
  }

  #has(store: ObjectStore, key: string): boolean {
    const [namespace = '', name = ''] = key.split('/')
    return store.get('pods', namespace, name) !== undefined
  }

  // The index follows the store's own type: what stands under `pods` is a pod.
  #follow({ type, object, key }: StoreEvent): void {
    const pod = object as Pod
    if (type !== 'DELETED') {
      this.#set(pod)
      return
    }
    this.#byWorkload.get(workloadKeyOf(pod))?.delete(key)
    this.#slots.delete(key)
  }

  #set(pod: Pod): void {
    const workload = workloadKeyOf(pod)
    const pods = this.#byWorkload.get(workload) ?? new Map<string, Pod>()
    this.#byWorkload.set(workload, pods)
    const key = podKey(pod)
    pods.set(key, pod)
    if (!this.#slots.has(key)) this.#slots.set(key, this.#freeSlot(pod, pods))
  }

  /** A pod that is on its way out has given up its slot to its successor. */
  #freeSlot(pod: Pod, pods: ReadonlyMap<string, Pod>): number {
    const ordinal = pod.metadata.labels?.['apps.kubernetes.io/pod-index']
    if (ordinal !== undefined) return Number(ordinal)
    const taken = new Set<number | undefined>()
    for (const [key, other] of pods) if (other !== pod && isActive(other)) taken.add(this.#slots.get(key))
    let slot = 0
    while (taken.has(slot)) slot += 1
    return slot
  }
}
