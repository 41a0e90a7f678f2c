import { voicemailTenantQuerySchema } from '@/lib/dial-plan/schema'
import { listVoicemailTenants } from '@/lib/dial-plan/server/list-voicemail-tenants'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: 'voicemail:read', query: voicemailTenantQuerySchema }, ({ query }) =>
  listVoicemailTenants(query),
)
