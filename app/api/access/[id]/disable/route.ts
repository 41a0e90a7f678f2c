import { accessPermission, userIdSchema, userVersionSchema } from '@/lib/access/schema'
import { setUserEnabled } from '@/lib/access/server/set-user-enabled'
import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'

export const POST = handler(
  { permission: accessPermission, params: userIdSchema, body: userVersionSchema },
  ({ actor, requestId, request, params, body }) =>
    setUserEnabled({ actor, requestId }, params.id, requiredVersion(request, body.version), false),
)
