import { seriesNamesSearchSchema } from '@/lib/explore/input-schema'
import { listSeriesNames } from '@/lib/explore/server/list-words'
import { explorePermission } from '@/lib/explore/vocabulary'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: explorePermission, query: seriesNamesSearchSchema }, ({ query }) =>
  listSeriesNames(query.region),
)
