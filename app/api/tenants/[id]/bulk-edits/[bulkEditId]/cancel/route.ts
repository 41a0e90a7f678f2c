import { z } from 'zod'
import { handler } from '@/lib/http/handler'
import { bulkEditParamsSchema } from '@/lib/mailboxes/bulk-schema'
import { cancelBulkEdit } from '@/lib/mailboxes/server/cancel-bulk-edit'

export const POST = handler(
  { permission: 'voicemail:write', params: bulkEditParamsSchema, body: z.object({}) },
  ({ actor, requestId, params }) => cancelBulkEdit({ actor, requestId }, params.id, params.bulkEditId),
)
