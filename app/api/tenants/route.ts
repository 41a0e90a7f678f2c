import { handler } from '@/lib/http/handler'
import { createTenantSchema, tenantFilterSchema, tenantsWritePermission } from '@/lib/tenants/schema'
import { createTenant } from '@/lib/tenants/server/create-tenant'
import { listTenants } from '@/lib/tenants/server/list-tenants'

export const GET = handler({ permission: 'console:read', query: tenantFilterSchema }, ({ query }) => listTenants(query))

export const POST = handler(
  { permission: tenantsWritePermission, body: createTenantSchema },
  ({ actor, requestId, body }) => createTenant({ actor, requestId }, body),
)
