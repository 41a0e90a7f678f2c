import { ruleParamsSchema, ruleSearchSchema } from '@/lib/alert-rules/schema'
import { getAlertRule } from '@/lib/alert-rules/server/get-alert-rule'
import { handler } from '@/lib/http/handler'

export const GET = handler(
  { permission: 'console:read', params: ruleParamsSchema, query: ruleSearchSchema },
  async ({ params, query }) => getAlertRule(params.id, query.region),
)
