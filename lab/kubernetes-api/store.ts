import { Announcer, type StoreListener } from './announcer'
import { Collection, keyOf, keyOfObject } from './collection'
import type { ChangeType, StoreEvent } from './history'
import { deepFreeze, type KubernetesObject } from './kubernetes-object'
import { type ListQuery, type ListResult, runListQuery } from './list-query'
import {
  deletionMarks,
  formatTime,
  generatedSuffix,
  gracePeriodSeconds,
  isSameContent,
  nextGeneration,
  shapeObject,
  shareUnchanged,
} from './object-rules'
import { applyPatch, type PatchType } from './patch'
import type { ResourceName } from './resource-definition'
import { resourceDefinitions } from './resource-table'
import { resourceDefinition } from './resources'
import { alreadyExists, conflict, expiredWatch, notFound, resourceVersionTooLarge, uidConflict } from './status'

export type { StoreEvent } from './history'
export type { KubernetesObject, ObjectMetadata } from './kubernetes-object'
export type { ListQuery, ListResult } from './list-query'
export type { ResourceName } from './resource-definition'

export interface ObjectStoreOptions {
  /** Gives each new object its uid; `createSeededUids(seed)` repeats from run to run. */
  newUid: () => string
  /** The platform's clock (which a lab may run faster than the wall's). */
  now: () => Date
  /** Changes kept per resource; a watch or page from further back gets 410. Default 10,000. */
  historyLimit?: number
  /**
   * Where versions start (default 0). A lab that restarts with an empty store starts above what its last run can have
   * reached (a clock's reading does), so that clients of that run get 410 and list again, instead of waiting for ever.
   */
  firstResourceVersion?: number
}

export interface WriteOptions {
  /** Compute and check, but store nothing and tell nobody. */
  isDryRun?: boolean
}

export interface DeleteOptions extends WriteOptions {
  /** For pods. 0 removes at once, as a kubelet does when the containers have stopped. */
  gracePeriodSeconds?: number
  uid?: string
  resourceVersion?: string
}

export interface DeleteResult {
  object: KubernetesObject
  /** False while a grace period or a finalizer holds the object: it has a deletionTimestamp, and someone must finish. */
  isRemoved: boolean
}

/**
 * The lab cluster's objects: one increasing resourceVersion, one collection per resource, a bounded history to watch.
 *
 * - All methods are synchronous; a change is visible, and told to subscribers in order, before the method returns.
 *   A subscriber may write to the store: its change is told after the one under way.
 * - Objects that go in are owned by the store and frozen with all their parts; objects that come out are shared and
 *   frozen. To change one: `modify`, or build a new one (parts may be shared) and `update`.
 * - The store sets kind, apiVersion, uid, resourceVersion, creationTimestamp, generation (by each kind's rule). Dates
 *   are RFC 3339 strings.
 * - Errors are `ApiStatusError`s with the server's code and words: 404 NotFound, 409 AlreadyExists and Conflict, 410.
 * - Unlike the HTTP side, `create` and `update` take the status along, so that a simulation needs one write, not two.
 * - Nothing is garbage-collected by ownerReferences: that is a controller's work, thus the simulation's.
 *
 * `namespace` is '' for cluster-scoped resources (nodes, namespaces, persistentvolumes).
 */
export class ObjectStore {
  readonly #collections: Map<ResourceName, Collection>
  readonly #options: Required<ObjectStoreOptions>
  readonly #announcer = new Announcer()
  #resourceVersion = 0

  constructor(options: ObjectStoreOptions) {
    const { newUid, now, historyLimit = 10_000, firstResourceVersion = 0 } = options
    this.#options = { newUid, now, historyLimit, firstResourceVersion }
    this.#resourceVersion = firstResourceVersion
    this.#collections = new Map(
      resourceDefinitions.map(({ name }) => [name, this.#emptyCollection(name, firstResourceVersion)]),
    )
  }

  /** The version of the last change in the whole store. */
  get resourceVersion(): number {
    return this.#resourceVersion
  }

  /** The oldest version from which this resource can still be watched. */
  oldestResourceVersion(resource: ResourceName): number {
    return this.#collection(resource).history.oldestResourceVersion
  }

  count(resource: ResourceName): number {
    return this.#collection(resource).size
  }

  get<T extends KubernetesObject = KubernetesObject>(
    resource: ResourceName,
    namespace: string,
    name: string,
  ): T | undefined {
    // The caller names the shape it stored under this resource; the store itself knows none.
    return this.#collection(resource).get(keyOf(resourceDefinition(resource), namespace, name)) as T | undefined
  }

  /** All objects, or one namespace's, by key: for simulations, which need no pages. */
  all<T extends KubernetesObject = KubernetesObject>(resource: ResourceName, namespace = ''): T[] {
    return this.list(resource, { namespace }).items as T[]
  }

  list(resource: ResourceName, query: ListQuery = {}): ListResult {
    return runListQuery(this.#collection(resource), this.#resourceVersion, query)
  }

  /** `metadata.generateName` without a name gets a suffix of five characters. Throws AlreadyExists. */
  create(resource: ResourceName, object: KubernetesObject, options: WriteOptions = {}): KubernetesObject {
    const definition = resourceDefinition(resource)
    const uid = this.#options.newUid()
    const { generateName } = object.metadata
    const name = object.metadata.name || `${generateName ?? ''}${generatedSuffix(uid)}`
    const key = keyOf(definition, object.metadata.namespace ?? '', name)
    if (this.#collection(resource).get(key)) throw alreadyExists(definition, name)
    const stamp = {
      name,
      uid,
      creationTimestamp: formatTime(this.#options.now()),
      generation: definition.generation ? 1 : undefined,
      deletionTimestamp: undefined,
      deletionGracePeriodSeconds: undefined,
    }
    return this.#commit('ADDED', resource, key, shapeObject(definition, object, stamp), undefined, options)
  }

  /**
   * Replaces an object (spec and status). With `metadata.resourceVersion` set it must be the current one, else 409.
   * uid, creationTimestamp and deletion marks stay. A change of nothing keeps the version and tells nobody. Taking
   * the last finalizer off an object under deletion removes it.
   */
  update(resource: ResourceName, object: KubernetesObject, options: WriteOptions = {}): KubernetesObject {
    const definition = resourceDefinition(resource)
    const key = keyOfObject(definition, object)
    const before = this.#require(resource, key, object.metadata.name)
    const { resourceVersion, uid } = object.metadata
    if (resourceVersion && resourceVersion !== before.metadata.resourceVersion)
      throw conflict(definition, object.metadata.name)
    if (uid && uid !== before.metadata.uid)
      throw uidConflict(definition, object.metadata.name, uid, before.metadata.uid)
    const kept = before.metadata
    const shaped = shapeObject(definition, object, {
      uid: kept.uid,
      resourceVersion: kept.resourceVersion,
      creationTimestamp: kept.creationTimestamp,
      generateName: kept.generateName,
      deletionTimestamp: kept.deletionTimestamp,
      deletionGracePeriodSeconds: kept.deletionGracePeriodSeconds,
      generation: kept.generation,
    })
    shareUnchanged(before, shaped)
    if (isSameContent(before, shaped)) return before
    const generation = nextGeneration(definition.generation, before, shaped)
    if (generation !== undefined) shaped.metadata = { ...shaped.metadata, generation }
    const isFinished = kept.deletionTimestamp && kept.finalizers?.length && !shaped.metadata.finalizers?.length
    return this.#commit(isFinished ? 'DELETED' : 'MODIFIED', resource, key, shaped, before, options)
  }

  /** Reads, lets `change` edit a private copy, updates. Throws NotFound. */
  modify<T extends KubernetesObject = KubernetesObject>(
    resource: ResourceName,
    namespace: string,
    name: string,
    change: (draft: T) => void,
  ): T {
    const before = this.#require(resource, keyOf(resourceDefinition(resource), namespace, name), name)
    const draft = structuredClone(before) as T
    change(draft)
    return this.update(resource, draft) as T
  }

  /** Applies a JSON, merge or strategic merge patch to the whole object. Throws as `update`, and 400/422 for bad patches. */
  patch(
    resource: ResourceName,
    { namespace, name }: { namespace: string; name: string },
    patch: unknown,
    type: PatchType = 'strategic-merge',
    options: WriteOptions = {},
  ): KubernetesObject {
    const before = this.#require(resource, keyOf(resourceDefinition(resource), namespace, name), name)
    return this.update(resource, applyPatch(before, patch, type), options)
  }

  /**
   * Deletes as the API server does: a running pod is first marked (MODIFIED) and goes when someone deletes it with
   * grace 0; finalizers hold any object; everything else goes at once. Throws NotFound, and Conflict for preconditions.
   */
  delete(resource: ResourceName, namespace: string, name: string, options: DeleteOptions = {}): DeleteResult {
    const definition = resourceDefinition(resource)
    const key = keyOf(definition, namespace, name)
    const before = this.#require(resource, key, name)
    const { uid, resourceVersion } = before.metadata
    if (options.uid && options.uid !== uid) throw uidConflict(definition, name, options.uid, uid)
    if (options.resourceVersion && options.resourceVersion !== resourceVersion) throw conflict(definition, name)
    const grace = gracePeriodSeconds(definition, before, options.gracePeriodSeconds)
    const isHeld = grace > 0 || Boolean(before.metadata.finalizers?.length)
    const isMarked = before.metadata.deletionTimestamp !== undefined
    const shortens = isMarked && grace < (before.metadata.deletionGracePeriodSeconds ?? 0)
    // A marked object is marked again only by a shorter wait; the server tells of that before it removes.
    const marked =
      shortens || (isHeld && !isMarked)
        ? this.#commit('MODIFIED', resource, key, this.#markDeleted(resource, before, grace), before, options)
        : before
    if (isHeld) return { object: marked, isRemoved: false }
    return { object: this.#commit('DELETED', resource, key, marked, marked, options), isRemoved: true }
  }

  /** Calls back for every change (of one resource, when named) from now on. Returns how to stop. */
  subscribe(listener: StoreListener, resource?: ResourceName): () => void {
    return this.#announcer.subscribe(listener, resource)
  }

  /** Changes of a resource after a version, oldest first. Throws 410 when history does not reach back, 504 for the future. */
  changesSince(resource: ResourceName, resourceVersion: number): StoreEvent[] {
    const { history } = this.#collection(resource)
    if (resourceVersion < history.oldestResourceVersion)
      throw expiredWatch(resourceVersion, history.oldestResourceVersion)
    if (resourceVersion > this.#resourceVersion) throw resourceVersionTooLarge(resourceVersion, this.#resourceVersion)
    return history.since(resourceVersion)
  }

  /** Forgets history up to a version (default: now), as etcd's compaction does: older watches and pages get 410. */
  compact(resourceVersion: number = this.#resourceVersion): void {
    for (const { history } of this.#collections.values()) history.compact(resourceVersion)
  }

  /** Replaces the whole content by objects whose metadata is complete, without history: a recorded or saved state. */
  restore(
    content: Partial<Record<ResourceName, readonly KubernetesObject[]>>,
    versions: { resourceVersion: number; oldestResourceVersion?: number },
  ): void {
    this.#resourceVersion = versions.resourceVersion
    for (const definition of resourceDefinitions) {
      const collection = this.#emptyCollection(
        definition.name,
        versions.oldestResourceVersion ?? versions.resourceVersion,
      )
      for (const object of content[definition.name] ?? []) {
        collection.set(keyOfObject(definition, object), deepFreeze(shapeObject(definition, object, {})))
      }
      this.#collections.set(definition.name, collection)
    }
  }

  #emptyCollection(name: ResourceName, oldestResourceVersion: number): Collection {
    return new Collection(resourceDefinition(name), this.#options.historyLimit, oldestResourceVersion)
  }

  #collection(resource: ResourceName): Collection {
    const collection = this.#collections.get(resource)
    if (!collection) throw new Error(`no resource ${resource}`)
    return collection
  }

  #require(resource: ResourceName, key: string, name: string): KubernetesObject {
    const object = this.#collection(resource).get(key)
    if (!object) throw notFound(resourceDefinition(resource), name)
    return object
  }

  #markDeleted(resource: ResourceName, before: KubernetesObject, graceSeconds: number): KubernetesObject {
    return shapeObject(resourceDefinition(resource), before, deletionMarks(before, graceSeconds, this.#options.now()))
  }

  #commit(
    type: ChangeType,
    resource: ResourceName,
    key: string,
    content: KubernetesObject,
    previous: KubernetesObject | undefined,
    { isDryRun = false }: WriteOptions,
  ): KubernetesObject {
    if (isDryRun) return deepFreeze(content)
    const resourceVersion = this.#resourceVersion + 1
    this.#resourceVersion = resourceVersion
    const stamp = { resourceVersion: String(resourceVersion) }
    const object = deepFreeze(shapeObject(resourceDefinition(resource), content, stamp))
    const collection = this.#collection(resource)
    if (type === 'DELETED') collection.remove(key)
    else collection.set(key, object)
    const event: StoreEvent = { type, resource, resourceVersion, key, object, ...(previous ? { previous } : {}) }
    collection.history.push(event)
    this.#announcer.tell(event)
    return object
  }
}
