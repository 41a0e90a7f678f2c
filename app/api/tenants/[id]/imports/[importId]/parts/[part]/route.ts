import { handler } from '@/lib/http/handler'
import { streamedBody } from '@/lib/http/streamed-body'
import { importPartParamsSchema } from '@/lib/imports/schema'
import { uploadPart } from '@/lib/imports/server/upload-part'

export const PUT = handler(
  { permission: 'imports:write', params: importPartParamsSchema },
  ({ actor, requestId, params, request }) => {
    const place = { tenantId: params.id, importId: params.importId, part: params.part }
    return uploadPart({ actor, requestId }, place, streamedBody(request).chunks)
  },
)
