import { handler } from '@/lib/http/handler'
import { textStream } from '@/lib/http/text-stream'
import { importParamsSchema } from '@/lib/imports/schema'
import { writeRefusedRows } from '@/lib/imports/server/write-result-files'

export const GET = handler(
  { permission: 'voicemail:read', params: importParamsSchema },
  async ({ params, requestId }) =>
    new Response(await textStream(writeRefusedRows(params.id, params.importId)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="import-${params.importId}-refused.csv"`,
        'cache-control': 'no-store',
        'x-request-id': requestId,
      },
    }),
)
