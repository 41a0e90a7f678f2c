import { QueryClient } from '@tanstack/react-query'
import { shouldRetry } from '@/lib/http/api-client'
import { untilAnswered } from '@/lib/http/refresh'

/** The same defaults for the server's prefetch and the browser's cache. Live lists are kept fresh by the stream, not by refetching. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        refetchInterval: untilAnswered,
        // The browser's guess about being online is wrong on closed networks; the request itself tells.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
