import type { ServerResponse } from 'node:http'
import { keyOfObject } from './collection'
import type { StoreEvent } from './history'
import type { KubernetesObject } from './kubernetes-object'
import { forbiddenOption, parseResourceVersion } from './list-query'
import type { View } from './negotiation'
import type { ResourceDefinition } from './resource-definition'
import { compileFieldSelector, compileLabelSelector } from './selectors'
import { bookmarkFrame, errorFrame, type FrameCache, watchFrame } from './serialize'
import { ApiStatusError } from './status'
import type { ObjectStore } from './store'
import { WatchOutput } from './watch-output'

/** A watch request, in the words of the API. */
export interface WatchQuery {
  namespace: string
  labelSelector?: string
  fieldSelector?: string
  resourceVersion?: string
  resourceVersionMatch?: string
  isBookmarking: boolean
  isSendingInitialEvents: boolean
  timeoutSeconds?: number
}

export interface WatchContext {
  store: ObjectStore
  definition: ResourceDefinition
  view: View
  frames: FrameCache
  bookmarkIntervalMs: number
  /** Changes a client may lag behind before its watch is closed. */
  maxPendingEvents: number
  /** Seconds a watch lives when the client does not say. */
  defaultTimeoutSeconds: number
}

/** Bookmarks shortly before the end let the client start its next watch where this one stopped. */
const finalBookmarksMs = [2_000, 1_000]

/**
 * Serves one watch until its deadline, the client's end, or `close`. Throws 400 and 422 before the first byte; a version
 * that history no longer holds is answered as the server does it: 200 and one ERROR line.
 */
export class Watch {
  readonly #query: WatchQuery
  readonly #context: WatchContext
  readonly #output: WatchOutput
  readonly #isSelected: (key: string, object: KubernetesObject) => boolean
  readonly #timers = new Set<NodeJS.Timeout>()
  #unsubscribe: (() => void) | undefined
  /** The version up to which this watch has told everything. */
  #told = 0

  constructor(query: WatchQuery, context: WatchContext) {
    checkWatchQuery(query)
    this.#query = query
    this.#context = context
    this.#output = new WatchOutput(context.maxPendingEvents, () => this.close())
    const labels = compileLabelSelector(query.labelSelector)
    const fields = compileFieldSelector(context.definition, query.fieldSelector)
    const prefix = context.definition.namespaced && query.namespace ? `${query.namespace}/` : ''
    this.#isSelected = (key, object) =>
      key.startsWith(prefix) && (labels?.(object) ?? true) && (fields?.(object) ?? true)
  }

  start(response: ServerResponse, onClose: () => void): void {
    response.writeHead(200, { 'Cache-Control': 'no-cache, private', 'Content-Type': 'application/json' })
    response.flushHeaders()
    response.once('close', () => {
      this.#stop()
      onClose()
    })
    this.#output.attach(response)
    try {
      this.#begin()
    } catch (error) {
      if (!(error instanceof ApiStatusError)) throw error
      this.#output.push(errorFrame(error))
      this.#output.end()
      return
    }
    this.#unsubscribe = this.#context.store.subscribe((event) => this.#hear(event), this.#context.definition.name)
    this.#schedule()
  }

  /** Ends the stream in order; what is queued is still sent. */
  close(): void {
    this.#stop()
    this.#output.end()
  }

  #begin(): void {
    const { store, definition } = this.#context
    const asked = parseResourceVersion(this.#query.resourceVersion)
    if (asked === 0 || this.#query.isSendingInitialEvents) {
      this.#told = store.resourceVersion
      this.#output.begin(this.#initialFrames(store.list(definition.name).items, this.#told))
      return
    }
    // A version from the future is not an error for a watch: it hears of what comes after it.
    const missed = asked > store.resourceVersion ? [] : store.changesSince(definition.name, asked)
    this.#told = asked
    for (const event of missed) this.#hear(event)
  }

  /** Made one by one as the client takes them: a watch of 5,000 pods queues nothing. */
  *#initialFrames(items: readonly KubernetesObject[], resourceVersion: number): Generator<Buffer> {
    const { definition, view } = this.#context
    for (const object of items) {
      if (this.#isSelected(keyOfObject(definition, object), object)) yield watchFrame(definition, 'ADDED', object, view)
    }
    if (this.#query.isSendingInitialEvents && this.#query.isBookmarking) {
      yield bookmarkFrame(definition, resourceVersion, view, true)
    }
  }

  /** With a selector, an object that comes into it is ADDED and one that leaves it is DELETED, whatever happened to it. */
  #hear(event: StoreEvent): void {
    if (event.resourceVersion <= this.#told) return
    this.#told = event.resourceVersion
    const was = event.previous !== undefined && this.#isSelected(event.key, event.previous)
    const is = event.type !== 'DELETED' && this.#isSelected(event.key, event.object)
    if (!was && !is) return
    const type = was && is ? 'MODIFIED' : is ? 'ADDED' : 'DELETED'
    const { definition, frames, view } = this.#context
    this.#output.push(frames.frame(definition, event, type, view))
  }

  #schedule(): void {
    const lifeMs = (this.#query.timeoutSeconds ?? this.#context.defaultTimeoutSeconds) * 1000
    this.#after(lifeMs, () => this.close())
    if (!this.#query.isBookmarking) return
    const tick = () => {
      this.#bookmark()
      this.#after(this.#context.bookmarkIntervalMs, tick)
    }
    this.#after(this.#context.bookmarkIntervalMs, tick)
    for (const beforeEndMs of finalBookmarksMs) {
      if (lifeMs > beforeEndMs) this.#after(lifeMs - beforeEndMs, () => this.#bookmark())
    }
  }

  #bookmark(): void {
    const { definition, store, view } = this.#context
    this.#output.push(bookmarkFrame(definition, Math.max(this.#told, store.resourceVersion), view))
  }

  #after(delayMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, delayMs)
    this.#timers.add(timer)
  }

  #stop(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}

function checkWatchQuery(query: WatchQuery): void {
  parseResourceVersion(query.resourceVersion)
  const match = query.resourceVersionMatch
  if (query.isSendingInitialEvents && match !== 'NotOlderThan') {
    throw forbiddenOption(
      'resourceVersionMatch',
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    )
  }
  if (!query.isSendingInitialEvents && match) {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    )
  }
}
