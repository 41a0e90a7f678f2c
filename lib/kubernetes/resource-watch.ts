import { type AppError, isUpstreamError } from '@/lib/errors'
import { parseFailure } from '@/lib/http/upstream-failure'
import { isExpired, type KubernetesClient } from './client'
import { rawMarkSchema } from './raw'
import type { RawWatchEvent } from './watch'
import { limitWatch, reduceWatch, startWatch, type WatchChange, type WatchState } from './watch-state'

/** Waiting times of a watch. */
export type WatchTimes = {
  /** Bookmarks come about once in this time; after twice as much silence a connection is held to be dead. */
  bookmarkMs: number
  /** Longest wait between two tries. */
  maxBackoffMs: number
  /** A resource that is not permitted is asked for again this often, because somebody may permit it. */
  forbiddenRetryMs: number
}

export type WatchSpec<Item extends { uid: string }> = {
  client: KubernetesClient
  /** Plural name of the resource, for the counters. */
  resource: string
  path: string
  adapt: (object: unknown) => Item
  times: WatchTimes
  /** Keeps only so many objects, the first in this order. */
  limit?: { max: number; order: (a: Item, b: Item) => number }
  /** Something arrived: the API server is alive. */
  onContact: () => void
  onChange: () => void
}

const firstBackoffMs = 500

/** Why a stream was ended that is to be opened anew at once. */
const reconnecting = new Error('reconnecting')

/** The server ends a watch after this many seconds; spread, so that watches do not all end together. */
const watchSeconds = () => 240 + Math.floor(Math.random() * 60)

/** One list-then-watch loop over one resource of one namespace. Keeps what it knows while it cannot reach the server. */
export class ResourceWatch<Item extends { uid: string }> {
  readonly #spec: WatchSpec<Item>
  #state: WatchState<Item> | undefined
  #needsList = true
  #error: AppError | undefined
  #failures = 0
  #wake: (() => void) | undefined
  #stream: AbortController | undefined
  #settle: () => void = () => {}
  /** Resolves when the first list came, or failed. */
  readonly settled: Promise<void>

  constructor(spec: WatchSpec<Item>) {
    this.#spec = spec
    this.settled = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  /** What is known; undefined before the first list. */
  get objects(): ReadonlyMap<string, Item> | undefined {
    return this.#state?.objects
  }

  /** Why what is known may be old or missing; undefined while all is well. */
  get error(): AppError | undefined {
    return this.#error
  }

  get isForbidden(): boolean {
    return this.#error?.upstream?.httpStatus === 403
  }

  /**
   * Starts a new watch from where the present one stands, or stops waiting for the next try. For when the API server turns out
   * to be back: connections from before may be open and dead.
   */
  reconnect(): void {
    this.#stream?.abort(reconnecting)
    this.#wake?.()
  }

  /** Runs until the signal ends it. Never rejects: every failure is a state and a later try. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now()
      try {
        if (this.#needsList) await this.#list(signal)
        await this.#follow(signal)
        // A server that ends each watch at once must not be asked in a tight loop.
        if (performance.now() - startedAt < firstBackoffMs) await pause(firstBackoffMs, signal, this.#onWake)
      } catch (error) {
        if (!signal.aborted && error !== reconnecting) await this.#recover(error, signal)
      }
    }
    this.#settle()
  }

  readonly #onWake = (wake: () => void) => {
    this.#wake = wake
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, resource, path, adapt } = this.#spec
    const list = await client.list(`list-${resource}`, path, adapt, { signal })
    this.#state = startWatch(list.resourceVersion, list.items)
    this.#needsList = false
    this.#succeed()
    this.#spec.onChange()
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { client, resource, path, times } = this.#spec
    const stream = new AbortController()
    const onAbort = () => stream.abort(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    this.#stream = stream
    const options = {
      resourceVersion: this.#state?.resourceVersion ?? '',
      timeoutSeconds: watchSeconds(),
      silenceMs: times.bookmarkMs * 2,
      signal: stream.signal,
      onOpen: () => this.#succeed(),
    }
    try {
      for await (const events of client.watch(`watch-${resource}`, path, options)) {
        this.#spec.onContact()
        if (events.length > 0) this.#apply(events)
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
      this.#stream = undefined
    }
  }

  #apply(events: readonly RawWatchEvent[]): void {
    if (!this.#state) return
    const changes = events.map((event) => this.#toChange(event))
    const next = reduceWatch(this.#state, changes)
    const { limit } = this.#spec
    this.#state = limit ? limitWatch(next, limit.max, limit.order) : next
    if (changes.some((change) => change.type !== 'bookmark')) this.#spec.onChange()
  }

  #toChange(event: RawWatchEvent): WatchChange<Item> {
    const { resourceVersion, uid } = rawMarkSchema.parse(event.object).metadata
    if (event.type === 'BOOKMARK') return { type: 'bookmark', resourceVersion }
    if (event.type === 'DELETED') return { type: 'delete', uid: uid ?? '', resourceVersion }
    return { type: 'put', object: this.#spec.adapt(event.object), resourceVersion }
  }

  #succeed(): void {
    this.#error = undefined
    this.#failures = 0
    this.#settle()
    this.#spec.onContact()
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    const expired = isExpired(error)
    // A version that is too old is the protocol's way to ask for a new list; only when that does not help, it is a failure.
    if (expired && !this.#needsList) {
      this.#needsList = true
      return
    }
    const known = isUpstreamError(error) ? error : parseFailure(this.#spec.client.who, 'shape', { cause: error })
    this.#error = known
    this.#failures += 1
    // An object that cannot be read would come again from the same version; and a server that was restored from a backup
    // never reaches the version we ask for.
    if (known.upstream?.kind === 'parse' || this.#failures >= 3) this.#needsList = true
    this.#settle()
    this.#spec.onChange()
    await pause(this.isForbidden ? this.#spec.times.forbiddenRetryMs : this.#backoffMs(), signal, this.#onWake)
  }

  /** Doubles with each failure up to the longest wait, and lies somewhere in the upper half of that. */
  #backoffMs(): number {
    const ceiling = Math.min(this.#spec.times.maxBackoffMs, firstBackoffMs * 2 ** (this.#failures - 1))
    return ceiling / 2 + (Math.random() * ceiling) / 2
  }
}

function pause(ms: number, signal: AbortSignal, onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    timer.unref()
    signal.addEventListener('abort', end, { once: true })
    onWake(end)
  })
}
