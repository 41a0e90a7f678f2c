import { handler } from '@/lib/http/handler'
import { importParamsSchema, undoImportSchema } from '@/lib/imports/schema'
import { undoImport } from '@/lib/imports/server/undo-import'

export const POST = handler(
  { permission: 'imports:write', params: importParamsSchema, body: undoImportSchema },
  ({ actor, requestId, params, body }) => undoImport({ actor, requestId }, params.id, params.importId, body),
)
