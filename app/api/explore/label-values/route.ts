import { labelValuesSearchSchema } from '@/lib/explore/input-schema'
import { listLabelValues } from '@/lib/explore/server/list-words'
import { explorePermission } from '@/lib/explore/vocabulary'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: explorePermission, query: labelValuesSearchSchema }, ({ query, signal }) =>
  listLabelValues(query, signal),
)
