import { labelNamesSearchSchema } from '@/lib/explore/input-schema'
import { listLabelNames } from '@/lib/explore/server/list-words'
import { explorePermission } from '@/lib/explore/vocabulary'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: explorePermission, query: labelNamesSearchSchema }, ({ query, signal }) =>
  listLabelNames(query, signal),
)
