import { handler } from '@/lib/http/handler'
import { cancelImportSchema, importParamsSchema } from '@/lib/imports/schema'
import { cancelImport } from '@/lib/imports/server/steer-import'

export const POST = handler(
  { permission: 'imports:write', params: importParamsSchema, body: cancelImportSchema },
  ({ actor, requestId, params, body }) => cancelImport({ actor, requestId }, params.id, params.importId, body.keep),
)
