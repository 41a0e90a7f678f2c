import { handler } from '@/lib/http/handler'
import { serviceParamsSchema, serviceSearchSchema } from '@/lib/services/schema'
import { getServiceAlerts } from '@/lib/services/server/get-service-alerts'

export const GET = handler(
  { permission: 'console:read', params: serviceParamsSchema, query: serviceSearchSchema },
  async ({ params, query }) => getServiceAlerts(params.id, query.region),
)
