import type { KubernetesObject } from './kubernetes-object'
import type { ResourceName } from './resource-definition'

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED'

/** One change of one object. Objects are frozen; `object` of a DELETED carries the deletion's resourceVersion. */
export interface StoreEvent {
  type: ChangeType
  resource: ResourceName
  resourceVersion: number
  /** `namespace/name`, or `name` for cluster-scoped kinds. */
  key: string
  object: KubernetesObject
  /** The state before; absent for ADDED. */
  previous?: KubernetesObject
}

/** The last changes of one resource, bounded: what watches and exact lists can still go back to. */
export class History {
  #events: StoreEvent[] = []
  #oldest: number

  constructor(
    readonly limit: number,
    oldestResourceVersion: number,
  ) {
    this.#oldest = oldestResourceVersion
  }

  /** The oldest resourceVersion one can still start from; anything below is 410. */
  get oldestResourceVersion(): number {
    return this.#oldest
  }

  push(event: StoreEvent): void {
    this.#events.push(event)
    // Dropped in blocks: shifting one by one would move the whole array for each change.
    if (this.#events.length >= this.limit * 1.25) this.#drop(this.#events.length - this.limit)
  }

  /** Forgets everything up to and including `resourceVersion`. */
  compact(resourceVersion: number): void {
    this.#drop(this.#firstAfter(resourceVersion))
    this.#oldest = Math.max(this.#oldest, resourceVersion)
  }

  /** Changes after `resourceVersion`, oldest first. */
  since(resourceVersion: number): StoreEvent[] {
    return this.#events.slice(this.#firstAfter(resourceVersion))
  }

  #drop(count: number): void {
    const dropped = this.#events.splice(0, count)
    this.#oldest = Math.max(this.#oldest, dropped.at(-1)?.resourceVersion ?? 0)
  }

  #firstAfter(resourceVersion: number): number {
    let low = 0
    let high = this.#events.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#events[middle]?.resourceVersion ?? 0) <= resourceVersion) low = middle + 1
      else high = middle
    }
    return low
  }
}
