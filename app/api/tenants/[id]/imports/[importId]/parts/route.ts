import { handler } from '@/lib/http/handler'
import { importParamsSchema, importPartsQuerySchema } from '@/lib/imports/schema'
import { listParts } from '@/lib/imports/server/list-parts'

export const GET = handler(
  { permission: 'voicemail:read', params: importParamsSchema, query: importPartsQuerySchema },
  ({ params, query }) => listParts(params.id, params.importId, query),
)
