import { alertFilterSchema } from '@/lib/alerts/schema'
import { listAlerts } from '@/lib/alerts/server/list-alerts'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: 'console:read', query: alertFilterSchema }, async ({ query }) =>
  listAlerts(query),
)
