'use client'

import {
  type DefaultError,
  hashKey,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query'
import { useContext, useSyncExternalStore } from 'react'
import { ServedContext, type ServedData } from './served-queries'

const never = () => () => {}

/** True on the server and while this part of the page takes over the server's HTML; false from then on. */
function useIsTakingOver(): boolean {
  return useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
}

/** The result as the server drew it: served data, or none yet. Nothing in it depends on when the browser got here. */
export function asServed<Data, Failure>(
  result: UseQueryResult<Data, Failure>,
  served: ServedData | undefined,
): UseQueryResult<Data, Failure> {
  const shared = {
    ...result,
    error: null,
    isError: false,
    isLoadingError: false,
    isRefetchError: false,
    isFetching: false,
    isPlaceholderData: false,
    errorUpdatedAt: 0,
    failureCount: 0,
  }
  const known = served !== undefined
  // A union over `status` that no spread can build; each branch below is one of its members.
  return {
    ...shared,
    data: served?.data,
    dataUpdatedAt: served?.dataUpdatedAt ?? 0,
    status: known ? 'success' : 'pending',
    isPending: !known,
    isLoading: !known,
    isInitialLoading: !known,
    isSuccess: known,
  } as UseQueryResult<Data, Failure>
}

/**
 * `useQuery` for what a page shows first. React takes a page over in parts, and a live event may reach the cache before the
 * last part is taken over: drawn from the cache, that part would differ from the server's HTML and be thrown away.
 * So its first drawing uses what the server sent, and the second, right after, what the cache has.
 */
export function useServedQuery<QueryData, Failure = DefaultError, Data = QueryData, Key extends QueryKey = QueryKey>(
  options: UseQueryOptions<QueryData, Failure, Data, Key>,
): UseQueryResult<Data, Failure> {
  const result = useQuery(options)
  const served = useContext(ServedContext)
  const isTakingOver = useIsTakingOver()
  return isTakingOver ? asServed(result, served.get(hashKey(options.queryKey))) : result
}
