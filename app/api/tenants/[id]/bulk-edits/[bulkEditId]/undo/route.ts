import { z } from 'zod'
import { handler } from '@/lib/http/handler'
import { bulkEditParamsSchema } from '@/lib/mailboxes/bulk-schema'
import { undoBulkEdit } from '@/lib/mailboxes/server/undo-bulk-edit'

export const POST = handler(
  { permission: 'voicemail:write', params: bulkEditParamsSchema, body: z.object({}) },
  ({ actor, requestId, params }) => undoBulkEdit({ actor, requestId }, params.id, params.bulkEditId),
)
