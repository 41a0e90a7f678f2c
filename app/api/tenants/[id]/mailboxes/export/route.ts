import { handler } from '@/lib/http/handler'
import { textStream } from '@/lib/http/text-stream'
import { mailboxFilterSchema } from '@/lib/mailboxes/schema'
import { exportMailboxes } from '@/lib/mailboxes/server/export-mailboxes'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  { permission: 'voicemail:read', params: tenantParamsSchema, query: mailboxFilterSchema },
  async ({ params, query, requestId }) =>
    new Response(await textStream(exportMailboxes(params.id, query)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="mailboxes-${params.id}.csv"`,
        'cache-control': 'no-store',
        'x-request-id': requestId,
      },
    }),
)
