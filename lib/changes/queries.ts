import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { compareChanges } from './model'

const loadChangeListSchema = async () => (await import('./schema')).changeListSchema

/** The last changes, newest first. Live events of the topic `changes` write into it, new rows at its end. */
export const changesQuery = () =>
  queryOptions({
    queryKey: ['changes', 'all'] as const,
    queryFn: ({ signal }) => callApi('/api/changes', loadChangeListSchema, { signal }),
    select: (list) => ({ ...list, items: [...list.items].sort(compareChanges) }),
  })
