import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import { mailboxParamsSchema, updateMailboxSchema } from '@/lib/mailboxes/schema'
import { deleteMailbox } from '@/lib/mailboxes/server/delete-mailbox'
import { getMailbox } from '@/lib/mailboxes/server/get-mailbox'
import { updateMailbox } from '@/lib/mailboxes/server/update-mailbox'

export const GET = handler({ permission: 'voicemail:read', params: mailboxParamsSchema }, ({ params }) =>
  getMailbox(params.id, params.mailboxId),
)

export const PATCH = handler(
  { permission: 'voicemail:write', params: mailboxParamsSchema, body: updateMailboxSchema },
  ({ actor, requestId, request, params, body: { version, ...change } }) =>
    updateMailbox({ actor, requestId }, params.id, params.mailboxId, requiredVersion(request, version), change),
)

export const DELETE = handler(
  { permission: 'voicemail:write', params: mailboxParamsSchema },
  ({ actor, requestId, request, params }) =>
    deleteMailbox({ actor, requestId }, params.id, params.mailboxId, requiredVersion(request)),
)
