import { handler } from '@/lib/http/handler'
import { createMailboxSchema, mailboxQuerySchema } from '@/lib/mailboxes/schema'
import { createMailbox } from '@/lib/mailboxes/server/create-mailbox'
import { listMailboxes } from '@/lib/mailboxes/server/list-mailboxes'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  { permission: 'voicemail:read', params: tenantParamsSchema, query: mailboxQuerySchema },
  ({ params, query }) => listMailboxes(params.id, query),
)

export const POST = handler(
  { permission: 'voicemail:write', params: tenantParamsSchema, body: createMailboxSchema },
  async ({ actor, requestId, params, body }) =>
    Response.json(await createMailbox({ actor, requestId }, params.id, body), {
      status: 201,
      headers: { 'x-request-id': requestId },
    }),
)
