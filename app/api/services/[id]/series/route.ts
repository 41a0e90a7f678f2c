import { handler } from '@/lib/http/handler'
import { seriesSearchSchema, serviceParamsSchema } from '@/lib/services/schema'
import { getServiceSeries } from '@/lib/services/server/get-service-series'

export const GET = handler(
  { permission: 'console:read', params: serviceParamsSchema, query: seriesSearchSchema },
  async ({ params, query }) => {
    const { region, chart: chartId, split, ...range } = query
    return getServiceSeries({ serviceId: params.id, region, chartId, split, range }, Date.now())
  },
)
