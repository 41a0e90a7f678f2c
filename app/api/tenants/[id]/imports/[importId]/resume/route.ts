import { z } from 'zod'
import { handler } from '@/lib/http/handler'
import { importParamsSchema } from '@/lib/imports/schema'
import { resumeImport } from '@/lib/imports/server/steer-import'

export const POST = handler(
  { permission: 'imports:write', params: importParamsSchema, body: z.object({}) },
  ({ actor, requestId, params }) => resumeImport({ actor, requestId }, params.id, params.importId),
)
