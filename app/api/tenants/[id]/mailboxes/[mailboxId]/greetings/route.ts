import { listGreetings } from '@/lib/greetings/server/list-greetings'
import { handler } from '@/lib/http/handler'
import { mailboxParamsSchema } from '@/lib/mailboxes/schema'

export const GET = handler({ permission: 'voicemail:read', params: mailboxParamsSchema }, ({ params }) =>
  listGreetings(params.id, params.mailboxId),
)
