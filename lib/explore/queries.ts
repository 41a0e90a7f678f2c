import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { type QueryAsked, readHistory, readMetrics, recordQuery, runQuery } from './api'
import type { QueryAnswer } from './schema'

/** Metrics fetched at once; the list fetches on as it is scrolled. */
const metricsPageSize = 200

export const metricsQuery = (asked: { region: string | null; q: string; group: string }) =>
  infiniteQueryOptions({
    queryKey: ['explore', 'metrics', asked] as const,
    queryFn: ({ pageParam, signal }) =>
      readMetrics({ ...asked, offset: pageParam, limit: metricsPageSize }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextOffset,
    staleTime: 30_000,
    // Also what is missing, and a source that went down, are to be seen without a search.
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  })

export const historyQuery = () =>
  queryOptions({
    queryKey: ['explore', 'history'] as const,
    queryFn: ({ signal }) => readHistory({ signal }),
  })

/** Noted beside the run: a database that is down keeps nobody from asking Prometheus. The history itself then says that it is. */
async function note(client: QueryClient, asked: QueryAsked, answer: QueryAnswer): Promise<void> {
  if (answer.outcome !== 'answered') return
  try {
    await recordQuery({ query: asked.query, mode: asked.mode, region: answer.region })
  } finally {
    await client.invalidateQueries(historyQuery())
  }
}

/**
 * One run of an expression. It runs again only when somebody asks for it, so that nothing costly repeats by itself; a source that
 * is down is asked again until it is back, as everywhere.
 */
export const runOptions = (asked: QueryAsked | null) =>
  queryOptions({
    queryKey: ['explore', 'run', asked] as const,
    enabled: asked !== null,
    queryFn: async ({ signal, client }): Promise<QueryAnswer> => {
      if (asked === null) throw new Error('There is no expression to run.')
      const answer = await runQuery(asked, { signal })
      void note(client, asked, answer).catch(() => {})
      return answer
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  })
