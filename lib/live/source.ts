import { type AppError, isUpstreamError } from '@/lib/errors'
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

type Remembered = {
  state: SourceState
  value: unknown
  lastError?: SourceState['error']
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
  const { error: _error, ...rest } = before
  return { ...rest, status, since: before.status === status ? before.since : at }
}

/**
 * Remembers, for each source of each region, its last good answer and since when it has its present state. One tracker belongs
 * to one feed, because the age of data is the age of that feed's data.
 */
export class SourceTracker {
  readonly #known = new Map<string, Remembered>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
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
    const startedAt = this.#now()
    try {
      const value = await ask()
      this.#remember(memory, value, startedAt, options.partial?.(value))
      return { value, state: memory.state }
    } catch (error) {
      if (!isUpstreamError(error)) throw error
      const at = new Date(this.#now()).toISOString()
      const status = memory.state.observedAt === null ? 'failing' : 'stale'
      memory.lastError = toSourceError(error, at)
      memory.state = { ...withStatus(memory.state, status, at), error: memory.lastError }
      // The map erases the type; a part is always read with the same question.
      return { value: memory.value as Value | undefined, state: memory.state }
    }
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
