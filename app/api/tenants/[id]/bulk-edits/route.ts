import { handler } from '@/lib/http/handler'
import { bulkEditsQuerySchema, maxBulkBodyBytes, startBulkEditSchema } from '@/lib/mailboxes/bulk-schema'
import { listBulkEdits } from '@/lib/mailboxes/server/get-bulk-edit'
import { startBulkEdit } from '@/lib/mailboxes/server/start-bulk-edit'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  { permission: 'voicemail:read', params: tenantParamsSchema, query: bulkEditsQuerySchema },
  ({ params, query }) => listBulkEdits(params.id, query),
)

export const POST = handler(
  {
    permission: 'voicemail:write',
    params: tenantParamsSchema,
    body: startBulkEditSchema,
    maxBodyBytes: maxBulkBodyBytes,
  },
  async ({ actor, requestId, params, body }) =>
    Response.json(await startBulkEdit({ actor, requestId }, params.id, body), {
      status: 202,
      headers: { 'x-request-id': requestId },
    }),
)
