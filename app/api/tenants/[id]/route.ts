import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import {
  heardTenantParamsSchema,
  tenantParamsSchema,
  tenantsWritePermission,
  updateTenantSchema,
} from '@/lib/tenants/schema'
import { deleteTenant } from '@/lib/tenants/server/delete-tenant'
import { getTenant } from '@/lib/tenants/server/get-tenant'
import { updateTenant } from '@/lib/tenants/server/update-tenant'

export const GET = handler({ permission: 'console:read', params: heardTenantParamsSchema }, ({ params }) =>
  getTenant(params.id),
)

export const PATCH = handler(
  { permission: tenantsWritePermission, params: tenantParamsSchema, body: updateTenantSchema },
  ({ actor, requestId, request, params, body: { version, ...change } }) =>
    updateTenant({ actor, requestId }, params.id, requiredVersion(request, version), change),
)

export const DELETE = handler(
  { permission: tenantsWritePermission, params: tenantParamsSchema },
  async ({ actor, requestId, request, params }) => {
    await deleteTenant({ actor, requestId }, params.id, requiredVersion(request))
    return new Response(null, { status: 204, headers: { 'x-request-id': requestId } })
  },
)
