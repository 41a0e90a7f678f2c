import { handler } from '@/lib/http/handler'
import { bulkEditParamsSchema } from '@/lib/mailboxes/bulk-schema'
import { getBulkEdit } from '@/lib/mailboxes/server/get-bulk-edit'

export const GET = handler({ permission: 'voicemail:read', params: bulkEditParamsSchema }, ({ params }) =>
  getBulkEdit(params.id, params.bulkEditId),
)
