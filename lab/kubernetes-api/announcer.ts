import type { StoreEvent } from './history'
import type { ResourceName } from './resource-definition'

export type StoreListener = (event: StoreEvent) => void

/** Tells listeners of changes, each change to everyone before the next: all see the same order. */
export class Announcer {
  readonly #listeners = new Map<StoreListener, ResourceName | undefined>()
  readonly #untold: StoreEvent[] = []
  #isTelling = false

  subscribe(listener: StoreListener, resource?: ResourceName): () => void {
    // Wrapped, so that the same function can subscribe twice and stop each on its own.
    const own: StoreListener = (event) => listener(event)
    this.#listeners.set(own, resource)
    return () => {
      this.#listeners.delete(own)
    }
  }

  /** A change made by a listener waits here until everyone has heard of the one before. */
  tell(event: StoreEvent): void {
    this.#untold.push(event)
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      for (let next = this.#untold.shift(); next; next = this.#untold.shift()) {
        for (const [listener, resource] of this.#listeners) {
          if (!resource || resource === next.resource) listener(next)
        }
      }
    } finally {
      this.#isTelling = false
    }
  }
}
