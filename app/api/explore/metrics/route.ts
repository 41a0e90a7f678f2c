import { metricSearchSchema } from '@/lib/explore/input-schema'
import { listMetrics } from '@/lib/explore/server/list-metrics'
import { explorePermission } from '@/lib/explore/vocabulary'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: explorePermission, query: metricSearchSchema }, ({ query }) =>
  listMetrics(query),
)
