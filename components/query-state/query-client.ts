import { QueryClient } from '@tanstack/react-query'
import { shouldRetry } from '@/lib/http/api-client'

const recoveryIntervalMs = 5_000

/** The same defaults for the server's prefetch and the browser's cache. Live lists are kept fresh by the stream, not by refetching. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        // A failed read mends by itself within one interval, unless asking again cannot help.
        refetchInterval: (query) => (shouldRetry(0, query.state.error) ? recoveryIntervalMs : false),
        // The browser's guess about being online is wrong on closed networks; the request itself tells.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
