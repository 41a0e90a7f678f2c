import { handler } from '@/lib/http/handler'
import { numberHoldersQuerySchema } from '@/lib/mailboxes/schema'
import { findNumberHolders } from '@/lib/mailboxes/server/find-number-holders'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  { permission: 'voicemail:read', params: tenantParamsSchema, query: numberHoldersQuerySchema },
  ({ params, query }) => findNumberHolders(params.id, query.number),
)
