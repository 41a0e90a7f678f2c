import { handler } from '@/lib/http/handler'
import { importChoicesSchema, importParamsSchema } from '@/lib/imports/schema'
import { startCheck } from '@/lib/imports/server/upload-import'

export const POST = handler(
  { permission: 'imports:write', params: importParamsSchema, body: importChoicesSchema },
  ({ actor, requestId, params, body }) => startCheck({ actor, requestId }, params.id, params.importId, body),
)
