import { z } from 'zod'
import { handler } from '@/lib/http/handler'
import { importExample, importTemplate } from '@/lib/imports/template'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  {
    permission: 'voicemail:read',
    params: tenantParamsSchema,
    query: z.object({ example: z.stringbool().default(false) }),
  },
  async ({ query, requestId }) =>
    new Response(query.example ? importExample() : importTemplate(), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="mailboxes-${query.example ? 'example' : 'template'}.csv"`,
        'x-request-id': requestId,
      },
    }),
)
