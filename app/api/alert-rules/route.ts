import { alertRuleFilterSchema } from '@/lib/alert-rules/schema'
import { listAlertRules } from '@/lib/alert-rules/server/list-alert-rules'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: 'console:read', query: alertRuleFilterSchema }, async ({ query }) =>
  listAlertRules(query),
)
