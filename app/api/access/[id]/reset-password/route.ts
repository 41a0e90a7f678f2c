import { accessPermission, userIdSchema, userVersionSchema } from '@/lib/access/schema'
import { resetPassword } from '@/lib/access/server/reset-password'
import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'

export const POST = handler(
  { permission: accessPermission, params: userIdSchema, body: userVersionSchema },
  ({ actor, requestId, request, params, body }) =>
    resetPassword({ actor, requestId }, params.id, requiredVersion(request, body.version)),
)
