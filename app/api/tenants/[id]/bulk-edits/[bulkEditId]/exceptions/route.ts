import { handler } from '@/lib/http/handler'
import { bulkEditParamsSchema } from '@/lib/mailboxes/bulk-schema'
import { listBulkExceptions } from '@/lib/mailboxes/server/get-bulk-edit'

export const GET = handler({ permission: 'voicemail:read', params: bulkEditParamsSchema }, ({ params }) =>
  listBulkExceptions(params.id, params.bulkEditId),
)
