'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { useTimeRange } from '@/components/charts/use-time-range'
import type { QueryAsked } from '@/lib/explore/api'
import { runOptions } from '@/lib/explore/queries'
import type { QueryMode, ResultView } from '@/lib/explore/vocabulary'
import { exploreParams } from '../search-params'

export type Question = { query: string; mode: QueryMode; region?: string | null }

/** The explorer's state: what is asked stands in the URL, what is being written does not. */
export function useExplore() {
  const client = useQueryClient()
  const [params, setParams] = useQueryStates(exploreParams, { history: 'push' })
  const time = useTimeRange()
  const { query, mode, region, at } = params
  const [draft, setDraft] = useState(query)
  const [seen, setSeen] = useState(query)
  const [allowed, setAllowed] = useState<string | null>(null)
  // The URL changed from elsewhere (back, forward, a link): the editor follows.
  if (seen !== query) {
    setSeen(query)
    setDraft(query)
  }

  const { range } = time
  const asked: QueryAsked | null = useMemo(() => {
    if (query.trim() === '') return null
    // What the mode does not use is no part of the question, so that moving it asks nothing anew.
    const when = mode === 'range' ? { range, at: null } : { range: { range: '1h' as const }, at }
    return { region, query, mode, ...when, anyway: allowed === keyOf(query, mode, region) }
  }, [region, query, mode, range, at, allowed])
  const options = runOptions(asked)
  const answer = useQuery(options)

  return {
    draft,
    setDraft,
    params,
    time,
    asked,
    answer,
    /** Puts a question into the URL, which runs it; the same question once more runs again. */
    ask: (next: Question) => {
      setDraft(next.query)
      const target = next.region === undefined ? region : next.region
      if (next.query === query && next.mode === mode && target === region) {
        if (asked) void answer.refetch()
        return
      }
      setAllowed(null)
      void setParams({ query: next.query, mode: next.mode, region: target })
    },
    runAnyway: () => setAllowed(keyOf(query, mode, region)),
    cancel: () => void client.cancelQueries({ queryKey: options.queryKey }),
    setMode: (next: QueryMode) => void setParams({ mode: next }),
    setView: (next: ResultView) => void setParams({ view: next }, { history: 'replace' }),
    setRegion: (next: string) => void setParams({ region: next }),
    setAt: (next: number | null) => void setParams({ at: next }),
  }
}

const keyOf = (...parts: (string | null)[]) => JSON.stringify(parts)

export type Explore = ReturnType<typeof useExplore>
