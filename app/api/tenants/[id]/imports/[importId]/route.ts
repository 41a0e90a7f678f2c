import { handler } from '@/lib/http/handler'
import { importParamsSchema } from '@/lib/imports/schema'
import { getImport } from '@/lib/imports/server/get-import'

export const GET = handler({ permission: 'voicemail:read', params: importParamsSchema }, ({ params }) =>
  getImport(params.id, params.importId),
)
