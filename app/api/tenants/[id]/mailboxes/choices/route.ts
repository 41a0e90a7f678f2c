import { handler } from '@/lib/http/handler'
import { listMailboxChoices } from '@/lib/mailboxes/server/list-mailbox-choices'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler({ permission: 'voicemail:read', params: tenantParamsSchema }, ({ params }) =>
  listMailboxChoices(params.id),
)
