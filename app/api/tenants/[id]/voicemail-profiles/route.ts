import { handler } from '@/lib/http/handler'
import { tenantParamsSchema } from '@/lib/tenants/schema'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { listProfiles } from '@/lib/voicemail-profiles/server/list-profiles'

export const GET = handler({ permission: 'voicemail:read', params: tenantParamsSchema }, ({ params }) =>
  listProfiles(params.id),
)

export const POST = handler(
  { permission: 'voicemail:write', params: tenantParamsSchema, body: createProfileSchema },
  async ({ actor, requestId, params, body }) =>
    Response.json(await createProfile({ actor, requestId }, params.id, body), {
      status: 201,
      headers: { 'x-request-id': requestId },
    }),
)
