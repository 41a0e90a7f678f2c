import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import { profileParamsSchema, updateProfileSchema } from '@/lib/voicemail-profiles/schema'
import { deleteProfile } from '@/lib/voicemail-profiles/server/delete-profile'
import { getProfile } from '@/lib/voicemail-profiles/server/get-profile'
import { updateProfile } from '@/lib/voicemail-profiles/server/update-profile'

export const GET = handler({ permission: 'voicemail:read', params: profileParamsSchema }, ({ params }) =>
  getProfile(params.id, params.profileId),
)

export const PATCH = handler(
  { permission: 'voicemail:write', params: profileParamsSchema, body: updateProfileSchema },
  ({ actor, requestId, request, params, body: { version, ...change } }) =>
    updateProfile({ actor, requestId }, params.id, params.profileId, requiredVersion(request, version), change),
)

export const DELETE = handler(
  { permission: 'voicemail:write', params: profileParamsSchema },
  async ({ actor, requestId, request, params }) => {
    await deleteProfile({ actor, requestId }, params.id, params.profileId, requiredVersion(request))
    return new Response(null, { status: 204, headers: { 'x-request-id': requestId } })
  },
)
