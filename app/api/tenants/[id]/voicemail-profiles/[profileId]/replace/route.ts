import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import { replaceProfile } from '@/lib/mailboxes/server/replace-profile'
import { profileParamsSchema, replaceProfileSchema } from '@/lib/voicemail-profiles/schema'

export const POST = handler(
  { permission: 'voicemail:write', params: profileParamsSchema, body: replaceProfileSchema },
  async ({ actor, requestId, request, params, body: { version, replacementId } }) => {
    const on = requiredVersion(request, version)
    const started = await replaceProfile({ actor, requestId }, params.id, params.profileId, on, replacementId)
    return Response.json(started, { status: 202, headers: { 'x-request-id': requestId } })
  },
)
