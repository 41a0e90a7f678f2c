import { ApiError, shouldRetry } from '@/lib/http/api-client'
import { accountable } from '@/lib/sources/model'
import type { SourceState } from '@/lib/sources/schema'

/** What a query result must tell; TanStack's own result fits. */
export type QueryFacts<Data> = {
  data: Data | undefined
  error: unknown
  isPending: boolean
  isFetching: boolean
  dataUpdatedAt: number
  errorUpdatedAt: number
}

export type ConsoleTrouble = {
  message: string
  action: string | null
  requestId: string | null
  /** The session ended: only signing in helps, a retry does not. */
  signedOut: boolean
  /** Asking again can help, and happens by itself. */
  passing: boolean
}

/**
 * What the screen shows of one query. `nothingKnown` on stale and partial: there are no rows, but a source did not answer, so
 * "there are none" would be a guess.
 */
export type QueryView<Data> =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: ConsoleTrouble }
  | { kind: 'empty'; data: Data }
  | {
      kind: 'stale'
      data: Data
      /** Sources whose last word is shown. */
      sources: SourceState[]
      /** The console itself did not answer the last time it was asked. */
      trouble: ConsoleTrouble | null
      /** When what is shown was last right, epoch milliseconds. */
      asOfMs: number | null
      nothingKnown: boolean
    }
  | {
      kind: 'partial'
      data: Data
      /** Sources that never answered: their rows are missing. */
      missing: SourceState[]
      /** Sources whose last word is shown. */
      sources: SourceState[]
      trouble: ConsoleTrouble | null
      /** At least one source answers now. */
      othersAnswered: boolean
      nothingKnown: boolean
    }
  | { kind: 'ready'; data: Data }

function troubleOf(error: unknown): ConsoleTrouble {
  if (error instanceof ApiError) {
    return {
      message: error.message,
      action: error.problem?.action ?? null,
      requestId: error.problem?.requestId ?? null,
      signedOut: error.status === 401,
      passing: shouldRetry(0, error),
    }
  }
  return {
    message: 'Something in this page failed while reading the answer.',
    action: 'Reload the page.',
    requestId: null,
    signedOut: false,
    passing: false,
  }
}

function oldest(sources: readonly SourceState[]): number | null {
  const times = sources.flatMap((source) => (source.observedAt === null ? [] : [Date.parse(source.observedAt)]))
  return times.length === 0 ? null : Math.min(...times)
}

/** Sources whose rows may be missing. `degraded` answers, so what it said is current, but it did not say all. */
function isMissing(source: SourceState): boolean {
  return source.status !== 'ok' && (source.observedAt === null || ['degraded', 'paused'].includes(source.status))
}

type Options<Data> = {
  sources?: (data: Data) => readonly SourceState[]
  isEmpty?: (data: Data) => boolean
}

/**
 * Chooses what to show. Data once seen never disappears: a failing refresh makes it stale, marked with its age. Rows of a source
 * that never answered make the list partial, which is worse than stale and named first.
 */
export function chooseQueryView<Data>(facts: QueryFacts<Data>, options: Options<Data> = {}): QueryView<Data> {
  const { data } = facts
  const failedSince = facts.error !== null && facts.errorUpdatedAt >= facts.dataUpdatedAt
  if (data === undefined) {
    return facts.error === null ? { kind: 'loading' } : { kind: 'failed', trouble: troubleOf(facts.error) }
  }
  const all = accountable(options.sources?.(data) ?? [])
  const missing = all.filter(isMissing)
  const outdated = all.filter((source) => source.status !== 'ok' && !isMissing(source))
  const trouble = failedSince ? troubleOf(facts.error) : null
  const none = options.isEmpty?.(data) ?? false
  if (missing.length > 0) {
    const othersAnswered = all.some((source) => source.status === 'ok')
    return { kind: 'partial', data, missing, sources: outdated, trouble, othersAnswered, nothingKnown: none }
  }
  if (outdated.length > 0 || trouble !== null) {
    const asOfMs = trouble && outdated.length === 0 ? facts.dataUpdatedAt : oldest(outdated)
    return { kind: 'stale', data, sources: outdated, trouble, asOfMs, nothingKnown: none }
  }
  return none ? { kind: 'empty', data } : { kind: 'ready', data }
}
