import { accessPermission, updateUserSchema, userIdSchema } from '@/lib/access/schema'
import { updateUser } from '@/lib/access/server/update-user'
import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'

export const PATCH = handler(
  { permission: accessPermission, params: userIdSchema, body: updateUserSchema },
  ({ actor, requestId, request, params, body: { version, ...change } }) =>
    updateUser({ actor, requestId }, params.id, requiredVersion(request, version), change),
)
