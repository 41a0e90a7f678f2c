import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'

const loadSourceListSchema = async () => (await import('./list-schema')).sourceListSchema

/** Every source of every region. Live events of the topic `sources` write into it. */
export const sourcesQuery = () =>
  queryOptions({
    queryKey: ['sources', 'all'] as const,
    queryFn: ({ signal }) => callApi('/api/sources', loadSourceListSchema, { signal }),
  })
