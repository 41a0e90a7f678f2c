import { recordQuerySchema } from '@/lib/explore/input-schema'
import { deleteHistory } from '@/lib/explore/server/delete-history'
import { listHistory } from '@/lib/explore/server/list-history'
import { recordQuery } from '@/lib/explore/server/record-query'
import { explorePermission } from '@/lib/explore/vocabulary'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: explorePermission }, ({ actor }) => listHistory(actor))

export const POST = handler({ permission: explorePermission, body: recordQuerySchema }, ({ actor, body }) =>
  recordQuery(actor, body),
)

export const DELETE = handler({ permission: explorePermission }, ({ actor }) => deleteHistory(actor, null))
