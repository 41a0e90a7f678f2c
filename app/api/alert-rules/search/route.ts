import { ruleFindSchema } from '@/lib/alert-rules/schema'
import { findAlertRules } from '@/lib/alert-rules/server/find-alert-rules'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: 'console:read', query: ruleFindSchema }, async ({ query }) =>
  findAlertRules(query.q, query.limit),
)
