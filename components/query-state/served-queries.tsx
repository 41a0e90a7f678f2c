'use client'

import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'

export type ServedData = { data: unknown; dataUpdatedAt: number }

/** What the server put into the page, by query hash. */
export const ServedContext = createContext<ReadonlyMap<string, ServedData>>(new Map())

/** Hands a server's prefetched queries to the browser's cache, and keeps them as they were for the first drawing. */
export function ServedQueries({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const outer = useContext(ServedContext)
  const served = useMemo(() => {
    const merged = new Map(outer)
    for (const { queryHash, state: query } of state.queries) {
      if (query.data !== undefined) merged.set(queryHash, { data: query.data, dataUpdatedAt: query.dataUpdatedAt })
    }
    return merged
  }, [outer, state])
  return (
    <HydrationBoundary state={state}>
      <ServedContext value={served}>{children}</ServedContext>
    </HydrationBoundary>
  )
}
