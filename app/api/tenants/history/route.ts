import { handler } from '@/lib/http/handler'
import { historyQuerySchema } from '@/lib/tenants/charts-schema'
import { getPortalHistory } from '@/lib/tenants/server/get-portal-history'

export const GET = handler({ permission: 'console:read', query: historyQuerySchema }, ({ query }) =>
  getPortalHistory(query),
)
