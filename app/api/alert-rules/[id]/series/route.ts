import { ruleParamsSchema, ruleSeriesSearchSchema } from '@/lib/alert-rules/schema'
import { getRuleSeries } from '@/lib/alert-rules/server/get-rule-series'
import { handler } from '@/lib/http/handler'

export const GET = handler(
  { permission: 'console:read', params: ruleParamsSchema, query: ruleSeriesSearchSchema },
  async ({ params, query }) => {
    const { region, ...range } = query
    return getRuleSeries(params.id, region, range, Date.now())
  },
)
