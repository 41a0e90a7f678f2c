import { greetingVersionParamsSchema } from '@/lib/greetings/schema'
import { restoreGreeting } from '@/lib/greetings/server/restore-greeting'
import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'

export const POST = handler(
  { permission: 'voicemail:write', params: greetingVersionParamsSchema },
  ({ actor, requestId, request, params }) =>
    restoreGreeting({ actor, requestId }, params, requiredVersion(request), params.versionId),
)
