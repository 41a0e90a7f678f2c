import { updateDialPlanSchema } from '@/lib/dial-plan/schema'
import { getDialPlan } from '@/lib/dial-plan/server/get-dial-plan'
import { updateDialPlan } from '@/lib/dial-plan/server/update-dial-plan'
import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler({ permission: 'voicemail:read', params: tenantParamsSchema }, ({ params }) =>
  getDialPlan(params.id),
)

export const PATCH = handler(
  { permission: 'voicemail:write', params: tenantParamsSchema, body: updateDialPlanSchema },
  ({ actor, requestId, request, params, body: { version, ...change } }) =>
    updateDialPlan({ actor, requestId }, params.id, requiredVersion(request, version), change),
)
