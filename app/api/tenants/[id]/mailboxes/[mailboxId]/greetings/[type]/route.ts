import { cleanFileName, greetingParamsSchema, removalQuerySchema } from '@/lib/greetings/schema'
import { removeGreeting } from '@/lib/greetings/server/remove-greeting'
import { uploadGreeting } from '@/lib/greetings/server/upload-greeting'
import { handler } from '@/lib/http/handler'
import { requiredVersion } from '@/lib/http/if-match'
import { streamedBody } from '@/lib/http/streamed-body'

/** The body is the file itself, whatever it calls itself; its name comes percent-encoded as X-File-Name. */
export const PUT = handler(
  { permission: 'voicemail:write', params: greetingParamsSchema },
  ({ actor, requestId, request, params }) => {
    const fileName = cleanFileName(request.headers.get('x-file-name'))
    const upload = { ...streamedBody(request), fileName }
    return uploadGreeting({ actor, requestId }, params, requiredVersion(request), upload)
  },
)

export const DELETE = handler(
  { permission: 'voicemail:write', params: greetingParamsSchema, query: removalQuerySchema },
  ({ actor, requestId, request, params, query }) =>
    removeGreeting({ actor, requestId }, params, requiredVersion(request), query),
)
