import { handler } from '@/lib/http/handler'
import { forgetMappingsSchema } from '@/lib/imports/schema'
import { forgetMappings } from '@/lib/imports/server/forget-mappings'
import { listMappings } from '@/lib/imports/server/remembered-mappings'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler({ permission: 'voicemail:read', params: tenantParamsSchema }, ({ params }) =>
  listMappings(params.id),
)

export const DELETE = handler(
  { permission: 'imports:write', params: tenantParamsSchema, query: forgetMappingsSchema },
  ({ actor, requestId, params, query }) => forgetMappings({ actor, requestId }, params.id, query),
)
