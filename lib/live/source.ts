import { type AppError, isUpstreamError } from '@/lib/errors'
import { silenceFailure } from '@/lib/http/upstream-failure'
import type { SourceName, SourceState } from '@/lib/sources/schema'

export type SourceRef = { region: string; name: SourceName }

/** What a source last said, and how it is doing. `value` is undefined when it never said anything (or is not configured). */
export type SourceRead<Value> = { value: Value | undefined; state: SourceState }

export type ReadOptions<Value> = {
  /** Names what the source could not give although it answered; the state is then `degraded` and carries this error. */
  partial?: (value: Value) => AppError | undefined
  /** Tells several questions to the same source apart. Each keeps its own last answer; the worst state speaks. */
  part?: string
}

export type TrackerOptions = {
  /**
   * How long a read waits for an answer. After it the read goes on with what is remembered and the question stays open for
   * the next read of the same part, so that a source that hangs holds up no other. For feeds, which ask the same question each
   * time. Default: each read asks its own question and waits for its end.
   */
  patienceMs?: number
  /** The same for a part that has never answered: whoever opens a page for the first time waits for it. Default: `patienceMs`. */
  firstPatienceMs?: number
  /** Age from which what is remembered counts as stale while the source keeps us waiting. */
  staleAfterMs?: number
  now?: () => number
}

type Remembered = {
  state: SourceState
  value: unknown
  lastError?: SourceState['error']
  /** The question that is open now, and since when. */
  pending?: { outcome: Promise<void>; askedAt: number }
}

/** An upstream failure as a list's answer carries it. */
export function toSourceError(
  error: AppError & { upstream: NonNullable<AppError['upstream']> },
  at: string,
): NonNullable<SourceState['error']> {
  const { kind, httpStatus } = error.upstream
  return { kind, message: error.message, at, ...(httpStatus === undefined ? {} : { httpStatus }) }
}

/** `since` moves only when the status word changes. */
function withStatus(before: SourceState, status: SourceState['status'], at: string): SourceState {
  const { error: _error, askedAt: _askedAt, ...rest } = before
  return { ...rest, status, since: before.status === status ? before.since : at }
}

/**
 * Remembers, for each source of each region, its last good answer and since when it has its present state. One tracker belongs
 * to one feed, because the age of data is the age of that feed's data.
 */
export class SourceTracker {
  readonly #known = new Map<string, Remembered>()
  readonly #patienceMs: number | undefined
  readonly #firstPatienceMs: number
  readonly #staleAfterMs: number
  readonly #now: () => number

  constructor(options: TrackerOptions = {}) {
    this.#patienceMs = options.patienceMs
    this.#firstPatienceMs = options.firstPatienceMs ?? options.patienceMs ?? 0
    this.#staleAfterMs = options.staleAfterMs ?? 0
    this.#now = options.now ?? Date.now
  }

  #recall(ref: SourceRef, part: string): Remembered {
    const key = `${ref.region}/${ref.name}/${part}`
    const known = this.#known.get(key)
    if (known) return known
    const fresh: Remembered = {
      state: { region: ref.region, name: ref.name, status: 'unknown', observedAt: null, since: null },
      value: undefined,
    }
    this.#known.set(key, fresh)
    return fresh
  }

  /**
   * Asks a source. Its failure becomes a state, so that other sources go on: `stale` with the last good value, or `failing`
   * without one. `ask` undefined means "not configured": `paused`. Cancellations and bugs are thrown on.
   */
  async read<Value>(
    ref: SourceRef,
    ask: (() => Promise<Value>) | undefined,
    options: ReadOptions<Value> = {},
  ): Promise<SourceRead<Value>> {
    const memory = this.#recall(ref, options.part ?? '')
    if (!ask) {
      memory.state = withStatus(memory.state, 'paused', new Date(this.#now()).toISOString())
      return { value: undefined, state: memory.state }
    }
    if (this.#patienceMs === undefined) {
      const value = await this.#ask(memory, ask, options)
      return { value: value ?? this.#lastValue<Value>(memory), state: memory.state }
    }
    // A tracker with patience belongs to a feed, whose refreshes ask the same question again and again: an open one is joined.
    memory.pending ??= { askedAt: this.#now(), outcome: this.#askOnce(memory, ask, options) }
    const { outcome, askedAt } = memory.pending
    const patienceMs = memory.state.observedAt === null ? this.#firstPatienceMs : this.#patienceMs
    if (await this.#isStillWaiting(outcome, patienceMs)) this.#grow(ref, memory, askedAt)
    return { value: this.#lastValue<Value>(memory), state: memory.state }
  }

  /** The map erases the type; a part is always read with the same kind of question. */
  #lastValue<Value>(memory: Remembered): Value | undefined {
    return memory.value as Value | undefined
  }

  /** Asks and takes the outcome into memory; undefined when the source failed. Rejects for what is no failure of a source. */
  async #ask<Value>(
    memory: Remembered,
    ask: () => Promise<Value>,
    options: ReadOptions<Value>,
  ): Promise<Value | undefined> {
    const startedAt = this.#now()
    try {
      const value = await ask()
      this.#remember(memory, value, startedAt, options.partial?.(value))
      return value
    } catch (error) {
      if (!isUpstreamError(error)) throw error
      this.#fail(memory, error)
      return undefined
    }
  }

  async #askOnce<Value>(memory: Remembered, ask: () => Promise<Value>, options: ReadOptions<Value>): Promise<void> {
    // A question that ends at once must not end before it is noted as pending.
    await Promise.resolve()
    try {
      await this.#ask(memory, ask, options)
    } finally {
      memory.pending = undefined
    }
  }

  async #isStillWaiting(outcome: Promise<void>, patienceMs: number): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const impatient = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(true), patienceMs)
      timer.unref()
    })
    try {
      return await Promise.race([outcome.then(() => false), impatient])
    } finally {
      clearTimeout(timer)
    }
  }

  /** The source keeps us waiting: what it last said is only called stale once it is old. */
  #grow(ref: SourceRef, memory: Remembered, askedAt: number): void {
    const { observedAt, status } = memory.state
    if (observedAt === null && status === 'unknown') {
      memory.state = { ...memory.state, askedAt: new Date(askedAt).toISOString() }
    }
    if (observedAt === null || status === 'stale') return
    if (this.#now() - Date.parse(observedAt) <= this.#staleAfterMs) return
    this.#fail(memory, silenceFailure({ source: ref.name, region: ref.region }, this.#now() - askedAt))
  }

  #fail(memory: Remembered, error: AppError): void {
    if (!isUpstreamError(error)) return
    const at = new Date(this.#now()).toISOString()
    const status = memory.state.observedAt === null ? 'failing' : 'stale'
    memory.lastError = toSourceError(error, at)
    memory.state = { ...withStatus(memory.state, status, at), error: memory.lastError }
  }

  #remember(memory: Remembered, value: unknown, startedAt: number, partial: AppError | undefined): void {
    const endedAt = this.#now()
    const at = new Date(endedAt).toISOString()
    memory.value = value
    const state = { ...withStatus(memory.state, partial ? 'degraded' : 'ok', at), observedAt: at }
    state.latencyMs = Math.max(0, endedAt - startedAt)
    if (partial && isUpstreamError(partial)) {
      memory.lastError = toSourceError(partial, at)
      state.error = memory.lastError
    }
    memory.state = state
  }

  /** Settles with the first open question to a part that has neither answered nor failed yet; undefined when there is none. */
  firstAnswer(): Promise<void> | undefined {
    const open = [...this.#known.values()].flatMap(({ pending, state }) =>
      pending && state.observedAt === null && state.status === 'unknown' ? [pending.outcome] : [],
    )
    return open.length === 0 ? undefined : Promise.race(open)
  }

  /** The last failure of a source, kept after it recovered; undefined when it never failed. */
  lastError(ref: SourceRef, part = ''): SourceState['error'] {
    return this.#known.get(`${ref.region}/${ref.name}/${part}`)?.lastError
  }
}

const rank: Readonly<Record<SourceState['status'], number>> = {
  failing: 7,
  stale: 6,
  degraded: 5,
  unknown: 4,
  'no-data': 3,
  starting: 2,
  ok: 1,
  paused: 0,
}

/** One state for each source of each region, the worst of its parts, in the order of first mention. */
export function mergeSourceStates(states: readonly SourceState[]): SourceState[] {
  const worst = new Map<string, SourceState>()
  for (const state of states) {
    const key = `${state.region}/${state.name}`
    const known = worst.get(key)
    if (!known || rank[state.status] > rank[known.status]) worst.set(key, state)
  }
  return [...worst.values()]
}
