import { handler } from '@/lib/http/handler'
import { maxBulkBodyBytes, previewBulkEditSchema } from '@/lib/mailboxes/bulk-schema'
import { previewBulkEdit } from '@/lib/mailboxes/server/preview-bulk-edit'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const POST = handler(
  {
    permission: 'voicemail:write',
    params: tenantParamsSchema,
    body: previewBulkEditSchema,
    maxBodyBytes: maxBulkBodyBytes,
  },
  ({ actor, params, body }) => previewBulkEdit(actor, params.id, body),
)
