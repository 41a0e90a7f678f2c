import { handler } from '@/lib/http/handler'
import { mailboxFilterSchema } from '@/lib/mailboxes/schema'
import { countMailboxes } from '@/lib/mailboxes/server/list-mailboxes'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  { permission: 'voicemail:read', params: tenantParamsSchema, query: mailboxFilterSchema },
  async ({ params, query }) => ({ total: await countMailboxes(params.id, query) }),
)
