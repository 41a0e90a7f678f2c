import { handler } from '@/lib/http/handler'
import { tenantParamsSchema } from '@/lib/tenants/schema'
import { sendTestMessage } from '@/lib/voicemail-profiles/server/send-test-message'
import { testMessageSchema } from '@/lib/voicemail-profiles/test-message-schema'

export const POST = handler(
  { permission: 'voicemail:write', params: tenantParamsSchema, body: testMessageSchema },
  ({ actor, requestId, params, body }) => sendTestMessage({ actor, requestId }, params.id, body),
)
