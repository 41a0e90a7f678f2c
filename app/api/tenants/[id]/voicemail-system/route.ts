import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import { getVoicemailSystem } from '@/lib/mailboxes/server/get-voicemail-system'
import { updateVoicemailSystem } from '@/lib/mailboxes/server/update-voicemail-system'
import { updateVoicemailSystemSchema } from '@/lib/mailboxes/system-schema'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler({ permission: 'voicemail:read', params: tenantParamsSchema }, ({ params }) =>
  getVoicemailSystem(params.id),
)

export const PATCH = handler(
  { permission: 'voicemail:write', params: tenantParamsSchema, body: updateVoicemailSystemSchema },
  ({ actor, requestId, request, params, body: { version, ...change } }) =>
    updateVoicemailSystem({ actor, requestId }, params.id, requiredVersion(request, version), change),
)
