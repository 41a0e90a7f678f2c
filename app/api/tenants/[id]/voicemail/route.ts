import { getVoicemailTenant } from '@/lib/dial-plan/server/get-voicemail-tenant'
import { handler } from '@/lib/http/handler'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler({ permission: 'voicemail:read', params: tenantParamsSchema }, ({ params }) =>
  getVoicemailTenant(params.id),
)
