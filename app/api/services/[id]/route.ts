import { handler } from '@/lib/http/handler'
import { serviceParamsSchema, serviceSearchSchema } from '@/lib/services/schema'
import { getService } from '@/lib/services/server/get-service'

export const GET = handler(
  { permission: 'console:read', params: serviceParamsSchema, query: serviceSearchSchema },
  async ({ params, query }) => getService(params.id, query.region),
)
