import { handler } from '@/lib/http/handler'
import { historyQuerySchema, mailboxParamsSchema } from '@/lib/mailboxes/schema'
import { listMailboxHistory } from '@/lib/mailboxes/server/list-mailbox-history'

export const GET = handler(
  { permission: 'voicemail:read', params: mailboxParamsSchema, query: historyQuerySchema },
  ({ params, query }) => listMailboxHistory(params.id, params.mailboxId, query.cursor, query.limit),
)
