import { handler } from '@/lib/http/handler'
import { figuresQuerySchema } from '@/lib/tenants/charts-schema'
import { heardTenantParamsSchema } from '@/lib/tenants/schema'
import { getTenantFigures } from '@/lib/tenants/server/get-tenant-figures'

export const GET = handler(
  { permission: 'console:read', params: heardTenantParamsSchema, query: figuresQuerySchema },
  ({ params, query }) => getTenantFigures(params.id, query),
)
