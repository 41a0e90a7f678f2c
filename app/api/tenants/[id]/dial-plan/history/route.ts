import { listDialPlanHistory } from '@/lib/dial-plan/server/list-dial-plan-history'
import { handler } from '@/lib/http/handler'
import { historyQuerySchema } from '@/lib/mailboxes/schema'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  { permission: 'voicemail:read', params: tenantParamsSchema, query: historyQuerySchema },
  ({ params, query: { cursor, limit } }) => listDialPlanHistory(params.id, cursor, limit),
)
