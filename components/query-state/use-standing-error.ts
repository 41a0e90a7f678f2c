import { useState } from 'react'
import type { QueryFacts } from './query-view'

export type Failure = { error: unknown; atMs: number }

type Asked = Pick<QueryFacts<unknown>, 'data' | 'error' | 'errorUpdatedAt'>

/**
 * The error that stands: a read that failed and is asked again has none of its own for that time, though nothing is known yet that would
 * take it back. Another read, which failed at another time or never, does not inherit it.
 */
export function standingError({ data, error, errorUpdatedAt }: Asked, last: Failure | null): unknown {
  if (error !== null || data !== undefined) return error
  return last !== null && last.atMs === errorUpdatedAt ? last.error : null
}

/** `standingError` of a query, with the memory it needs: without it the page would turn from its failure to its placeholders and back. */
export function useStandingError(query: Asked): unknown {
  const [last, setLast] = useState<Failure | null>(null)
  if (query.error !== null && last?.atMs !== query.errorUpdatedAt) {
    setLast({ error: query.error, atMs: query.errorUpdatedAt })
  }
  return standingError(query, last)
}
