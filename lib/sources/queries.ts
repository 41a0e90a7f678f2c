import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { liveListSchema } from '@/lib/live/schema'
import { sourceDetailSchema, sourceSummarySchema } from './schema'

const sourceListSchema = liveListSchema(sourceDetailSchema, sourceSummarySchema)

/** Every source of every region. Live events of the topic `sources` write into it. */
export const sourcesQuery = () =>
  queryOptions({
    queryKey: ['sources', 'all'] as const,
    queryFn: ({ signal }) => callApi('/api/sources', sourceListSchema, { signal }),
  })
