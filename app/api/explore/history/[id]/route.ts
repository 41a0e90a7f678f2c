import { historyParamsSchema, starQuerySchema } from '@/lib/explore/input-schema'
import { deleteHistory } from '@/lib/explore/server/delete-history'
import { starQuery } from '@/lib/explore/server/star-query'
import { explorePermission } from '@/lib/explore/vocabulary'
import { handler } from '@/lib/http/handler'

export const PATCH = handler(
  { permission: explorePermission, params: historyParamsSchema, body: starQuerySchema },
  ({ actor, params, body }) => starQuery(actor, params.id, body.starred),
)

export const DELETE = handler({ permission: explorePermission, params: historyParamsSchema }, ({ actor, params }) =>
  deleteHistory(actor, params.id),
)
