import { runQuerySchema } from '@/lib/explore/input-schema'
import { runQuery } from '@/lib/explore/server/run-query'
import { explorePermission } from '@/lib/explore/vocabulary'
import { handler } from '@/lib/http/handler'

/** POST because expressions are long and the body must be JSON, which no foreign page can send. It changes nothing. */
export const POST = handler(
  { permission: explorePermission, body: runQuerySchema },
  ({ actor, requestId, body, signal }) => runQuery({ actor, requestId }, body, signal, Date.now()),
)
