import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import { mailboxParamsSchema } from '@/lib/mailboxes/schema'
import { restoreMailbox } from '@/lib/mailboxes/server/delete-mailbox'

export const POST = handler(
  { permission: 'voicemail:write', params: mailboxParamsSchema },
  ({ actor, requestId, request, params }) =>
    restoreMailbox({ actor, requestId }, params.id, params.mailboxId, requiredVersion(request)),
)
