import { handler } from '@/lib/http/handler'
import { createImportSchema } from '@/lib/imports/schema'
import { listImports } from '@/lib/imports/server/get-import'
import { createImport } from '@/lib/imports/server/upload-import'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler({ permission: 'voicemail:read', params: tenantParamsSchema }, ({ params }) =>
  listImports(params.id),
)

export const POST = handler(
  { permission: 'imports:write', params: tenantParamsSchema, body: createImportSchema },
  async ({ actor, requestId, params, body }) =>
    Response.json(await createImport({ actor, requestId }, params.id, body), {
      status: 201,
      headers: { 'x-request-id': requestId },
    }),
)
