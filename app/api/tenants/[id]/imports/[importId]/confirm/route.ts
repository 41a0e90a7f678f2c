import { handler } from '@/lib/http/handler'
import { confirmImportSchema, importParamsSchema } from '@/lib/imports/schema'
import { confirmImport } from '@/lib/imports/server/steer-import'

export const POST = handler(
  { permission: 'imports:write', params: importParamsSchema, body: confirmImportSchema },
  ({ actor, requestId, params, body }) => confirmImport({ actor, requestId }, params.id, params.importId, body),
)
