import { handler } from '@/lib/http/handler'
import { importParamsSchema, importRowsQuerySchema } from '@/lib/imports/schema'
import { listImportRows } from '@/lib/imports/server/list-import-rows'

export const GET = handler(
  { permission: 'voicemail:read', params: importParamsSchema, query: importRowsQuerySchema },
  ({ params, query }) => listImportRows(params.id, params.importId, query),
)
