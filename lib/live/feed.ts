import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { isUpstreamError } from '@/lib/errors'
import type { SourceState } from '@/lib/sources/schema'
import { diffRows, sameValue } from './change'
import { DeltaLog } from './delta-log'
import type { LiveEvent, LivePosition, LiveTopic } from './schema'
import { mergeSourceStates, SourceTracker, toSourceError } from './source'

/** What one refresh found. `items` in the order in which lists show them. */
export type Refresh<Row, Summary> = { items: Row[]; summary: Summary; sources: SourceState[] }

/** What a refresh works with. `sources` remembers last good answers from refresh to refresh. */
export type RefreshContext = { sources: SourceTracker; now: Date }

/** The whole list as it stands; has the shape of `liveListSchema`. */
export type LiveSnapshot<Row, Summary> = {
  position: LivePosition
  observedAt: string
  items: Row[]
  total: number
  summary: Summary
  sources: SourceState[]
}

export type FeedObservation = { topic: LiveTopic; outcome: 'changed' | 'unchanged' | 'failed'; durationSeconds: number }

export type FeedSpec<Row, Summary> = {
  topic: LiveTopic
  intervalMs: number
  /** A refresh that takes longer is given up; its late answer is dropped. Default: three intervals, at least 30 s. */
  timeoutMs?: number
  /** How long after the last reader the poller goes on. Default: 30 s. */
  idleAfterMs?: number
  /**
   * Reads the sources, through `context.sources.read`, so that one that is down becomes a state of its own. Throwing means
   * that nothing could be refreshed: the last rows stay and every source is marked stale.
   */
  poll: (signal: AbortSignal, context: RefreshContext) => Promise<Refresh<Row, Summary>>
  observe?: (observation: FeedObservation, error?: unknown) => void
  now?: () => number
}

export type FeedListener = (event: LiveEvent) => void

export type Feed<Row extends { id: string } = { id: string }, Summary = unknown> = {
  readonly topic: LiveTopic
  /** The list, at most about an interval old. Throws what the first refresh threw while there is nothing to show. */
  read(): Promise<LiveSnapshot<Row, Summary>>
  /**
   * Events from now on. With `from`, first what was missed since, or `reset` when that can't be told. Returns the way out.
   */
  subscribe(listener: FeedListener, from?: LivePosition): () => void
  /** Refreshes at once; joins a refresh that is under way. */
  refresh(): Promise<void>
  /** A refresh that begins after this call, so that it sees what was written before: one under way may have read already. */
  refreshAfterWrite(): Promise<void>
  position(): LivePosition
  /** Ends the poller whoever listens; for tests and shutdown. */
  stop(): void
}

type Known<Row, Summary> = Refresh<Row, Summary> & { observedAt: string; refreshedAt: number }

function markStale(sources: readonly SourceState[], error: unknown, at: string): SourceState[] {
  const upstream = isUpstreamError(error) ? error : undefined
  return sources.map((state) => {
    if (state.status === 'paused') return state
    const isCulprit = upstream?.upstream.source === state.name && upstream.upstream.region === state.region
    const status = state.observedAt === null ? 'failing' : 'stale'
    const since = state.status === status ? state.since : at
    return { ...state, status, since, ...(isCulprit && upstream ? { error: toSourceError(upstream, at) } : {}) }
  })
}

/** How long a refresh waits for a source that has never answered: a first page comes without it, and gets it as an event. */
const firstPatienceMs = 800

/** How long a reader waits for newer rows when there are older ones to show. */
const patienceMs = 2000

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs).unref()
  })
}

class PollingFeed<Row extends { id: string }, Summary> implements Feed<Row, Summary> {
  readonly topic: LiveTopic
  readonly #spec: FeedSpec<Row, Summary>
  readonly #timeoutMs: number
  readonly #idleAfterMs: number
  readonly #now: () => number
  readonly #listeners = new Set<FeedListener>()
  readonly #log = new DeltaLog()
  readonly #tracker: SourceTracker
  readonly #epoch = randomUUID().slice(0, 8)
  #seq = 0
  #known: Known<Row, Summary> | undefined
  #current: { promise: Promise<void>; abort: AbortController } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #wantedUntil = 0
  #startedAt = 0
  /** True while refreshes follow each other without a pause; what is known is then recent, even during a slow refresh. */
  #steady = false
  #stopped = false
  #awaitsFirst = false

  constructor(spec: FeedSpec<Row, Summary>) {
    this.topic = spec.topic
    this.#spec = spec
    this.#timeoutMs = spec.timeoutMs ?? Math.max(30_000, spec.intervalMs * 3)
    this.#idleAfterMs = spec.idleAfterMs ?? 30_000
    this.#now = spec.now ?? Date.now
    this.#tracker = new SourceTracker({
      // A source that hangs must not hold up the others past this refresh.
      patienceMs: spec.intervalMs * 0.6,
      firstPatienceMs: Math.min(firstPatienceMs, spec.intervalMs * 0.6),
      staleAfterMs: spec.intervalMs * 2,
      now: this.#now,
    })
  }

  position(): LivePosition {
    return { epoch: this.#epoch, seq: this.#seq }
  }

  async read(): Promise<LiveSnapshot<Row, Summary>> {
    this.#wantedUntil = this.#now() + this.#idleAfterMs
    const known = this.#known
    if (known && (this.#steady || this.#now() - known.refreshedAt < this.#spec.intervalMs)) this.#schedule()
    else if (known) await Promise.race([this.refresh(), patience()])
    else await this.refresh()
    return this.#snapshot()
  }

  subscribe(listener: FeedListener, from?: LivePosition): () => void {
    this.#listeners.add(listener)
    if (this.#known) this.#catchUp(listener, from)
    else if (from && from.epoch !== this.#epoch)
      listener({ type: 'reset', topic: this.topic, position: this.position() })
    const outdated = !this.#steady && this.#now() - (this.#known?.refreshedAt ?? 0) >= this.#spec.intervalMs
    if (outdated) this.refresh().catch(() => {})
    else this.#schedule()
    return () => {
      this.#listeners.delete(listener)
    }
  }

  refresh(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    this.#current ??= this.#begin()
    return this.#current.promise
  }

  async refreshAfterWrite(): Promise<void> {
    await this.#current?.promise.catch(() => {})
    return this.refresh()
  }

  stop(): void {
    this.#stopped = true
    this.#current?.abort.abort()
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = undefined
    this.#listeners.clear()
  }

  #snapshot(): LiveSnapshot<Row, Summary> {
    const known = this.#known
    if (!known) throw new Error(`The feed ${this.topic} was stopped before its first refresh.`)
    const { items, summary, sources, observedAt } = known
    return { position: this.position(), observedAt, items, total: items.length, summary, sources }
  }

  #begin(): { promise: Promise<void>; abort: AbortController } {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = undefined
    this.#startedAt = this.#now()
    const abort = new AbortController()
    // Every request of a refresh listens to it; Node takes more than ten listeners for a leak.
    setMaxListeners(0, abort.signal)
    const promise = this.#run(abort).finally(() => {
      this.#current = undefined
      this.#steady = true
      this.#schedule()
      this.#refreshAtFirstAnswer()
    })
    return { promise, abort }
  }

  /** One refresh. Whatever the poll does after its deadline reaches nobody: the race is over. */
  async #run(abort: AbortController): Promise<void> {
    const startedAt = this.#startedAt
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLate = new Promise<never>((_resolve, reject) => {
      const giveUp = () => reject(abort.signal.reason)
      abort.signal.addEventListener('abort', giveUp, { once: true })
      timer = setTimeout(() => abort.abort(new Error(`The feed ${this.topic} took too long.`)), this.#timeoutMs)
      timer.unref()
    })
    const tell = (outcome: FeedObservation['outcome'], error?: unknown) => {
      const durationSeconds = (this.#now() - startedAt) / 1000
      this.#spec.observe?.({ topic: this.topic, outcome, durationSeconds }, error)
    }
    try {
      const context = { sources: this.#tracker, now: new Date(startedAt) }
      const found = await Promise.race([this.#spec.poll(abort.signal, context), tooLate])
      tell(this.#accept(found) ? 'changed' : 'unchanged')
    } catch (error) {
      tell('failed', error)
      this.#keep(error)
      if (!this.#known) throw error
    } finally {
      clearTimeout(timer)
    }
  }

  /** Takes a refresh over and tells the listeners. True when rows or summary changed. */
  #accept(found: Refresh<Row, Summary>): boolean {
    const before = this.#known
    const change = diffRows(before?.items ?? [], found.items)
    const changed = change.upsert.length > 0 || change.remove.length > 0 || !sameValue(before?.summary, found.summary)
    const at = this.#now()
    const sources = mergeSourceStates(found.sources)
    const observedAt = new Date(at).toISOString()
    this.#known = { items: change.items, summary: found.summary, sources, observedAt, refreshedAt: at }
    if (before && changed) {
      this.#seq += 1
      const { upsert, remove } = change
      const position = this.position()
      const delta = { type: 'delta', topic: this.topic, position, observedAt, upsert, remove, sources } as const
      const event = { ...delta, total: found.items.length, summary: found.summary }
      this.#log.append(event)
      this.#emit(event)
      return true
    }
    this.#emit(this.#beat())
    return changed
  }

  /** A refresh failed as a whole: the rows stay, the sources say that they are old. */
  #keep(error: unknown): void {
    if (!this.#known) return
    const at = this.#now()
    const sources = markStale(this.#known.sources, error, new Date(at).toISOString())
    this.#known = { ...this.#known, sources, refreshedAt: at }
    this.#emit(this.#beat())
  }

  #beat(): LiveEvent {
    const { observedAt, sources } = this.#snapshot()
    return { type: 'beat', topic: this.topic, position: this.position(), observedAt, sources }
  }

  #catchUp(listener: FeedListener, from: LivePosition | undefined): void {
    const missed = from ? this.#log.after(from, this.position()) : []
    if (missed === null) listener({ type: 'reset', topic: this.topic, position: this.position() })
    for (const delta of missed ?? []) listener(delta)
    listener(this.#beat())
  }

  #emit(event: LiveEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }

  /** What a source says for the first time is shown at once, not after the rest of an interval. */
  #refreshAtFirstAnswer(): void {
    const answer = this.#awaitsFirst ? undefined : this.#tracker.firstAnswer()
    if (!answer) return
    this.#awaitsFirst = true
    const go = () => {
      this.#awaitsFirst = false
      if (!this.#stopped && this.#isWanted()) this.refresh().catch(() => {})
    }
    // A fault is for the next refresh to meet, at its own time.
    answer.then(go, () => {
      this.#awaitsFirst = false
    })
  }

  #isWanted(): boolean {
    return this.#listeners.size > 0 || this.#now() < this.#wantedUntil
  }

  /** The next refresh starts an interval after the last one started, however long that took. */
  #schedule(): void {
    if (this.#stopped || this.#timer || this.#current) return
    if (!this.#isWanted()) {
      this.#steady = false
      return
    }
    const elapsedMs = this.#now() - this.#startedAt
    const waitMs = Math.min(
      this.#spec.intervalMs,
      Math.max(this.#spec.intervalMs / 5, this.#spec.intervalMs - elapsedMs),
    )
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#isWanted()) this.refresh().catch(() => {})
      else this.#steady = false
    }, waitMs)
    this.#timer.unref()
  }
}

/**
 * A list that many people watch and one poller reads. The poller runs while somebody listens or has read lately, never twice
 * at once, and its work does not depend on how many listen.
 */
export function createFeed<Row extends { id: string }, Summary>(spec: FeedSpec<Row, Summary>): Feed<Row, Summary> {
  return new PollingFeed(spec)
}
