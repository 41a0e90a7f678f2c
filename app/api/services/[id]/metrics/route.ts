import { handler } from '@/lib/http/handler'
import { serviceParamsSchema, serviceSearchSchema } from '@/lib/services/schema'
import { getServiceMetrics } from '@/lib/services/server/get-service-metrics'

export const GET = handler(
  { permission: 'console:read', params: serviceParamsSchema, query: serviceSearchSchema },
  async ({ params, query }) => getServiceMetrics(params.id, query.region),
)
