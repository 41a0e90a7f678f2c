import { History } from './history'
import type { KubernetesObject } from './kubernetes-object'
import type { ResourceDefinition } from './resource-definition'

/** `namespace/name` for namespaced kinds, `name` for cluster-scoped ones: the order of lists. */
export function keyOf(definition: ResourceDefinition, namespace: string, name: string): string {
  return definition.namespaced ? `${namespace}/${name}` : name
}

export function keyOfObject(definition: ResourceDefinition, object: KubernetesObject): string {
  return keyOf(definition, object.metadata.namespace ?? '', object.metadata.name)
}

export interface Entry {
  key: string
  object: KubernetesObject
}

/** The objects of one resource, now and (through its history) at recent resourceVersions. */
export class Collection {
  readonly history: History
  #objects = new Map<string, KubernetesObject>()
  #sorted: Entry[] | undefined

  constructor(
    readonly definition: ResourceDefinition,
    historyLimit: number,
    oldestResourceVersion: number,
  ) {
    this.history = new History(historyLimit, oldestResourceVersion)
  }

  get size(): number {
    return this.#objects.size
  }

  get(key: string): KubernetesObject | undefined {
    return this.#objects.get(key)
  }

  set(key: string, object: KubernetesObject): void {
    this.#objects.set(key, object)
    this.#sorted = undefined
  }

  remove(key: string): void {
    this.#objects.delete(key)
    this.#sorted = undefined
  }

  /** All entries by key. The array is shared until the next change: never change it. */
  sorted(): readonly Entry[] {
    this.#sorted ??= sortEntries(this.#objects)
    return this.#sorted
  }

  /** The entries as they stood at an older resourceVersion. The caller has checked that history reaches back to it. */
  sortedAt(resourceVersion: number): readonly Entry[] {
    const later = this.history.since(resourceVersion)
    if (later.length === 0) return this.sorted()
    const objects = new Map(this.#objects)
    for (const event of later.reverse()) {
      if (event.previous) objects.set(event.key, event.previous)
      else objects.delete(event.key)
    }
    return sortEntries(objects)
  }
}

function sortEntries(objects: ReadonlyMap<string, KubernetesObject>): Entry[] {
  const entries = Array.from(objects, ([key, object]) => ({ key, object }))
  return entries.sort((a, b) => (a.key < b.key ? -1 : 1))
}
