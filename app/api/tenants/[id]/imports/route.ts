import { dispositionFileName, fileBody, isJsonBody } from '@/lib/http/file-body'
import { handler } from '@/lib/http/handler'
import {
  createImportSchema,
  importFileNameSchema,
  importFileQuerySchema,
  importsQuerySchema,
  type MailboxImport,
} from '@/lib/imports/schema'
import { listImports } from '@/lib/imports/server/get-import'
import { importFile } from '@/lib/imports/server/import-file'
import { createImport } from '@/lib/imports/server/upload-import'
import { tenantParamsSchema } from '@/lib/tenants/schema'

export const GET = handler(
  { permission: 'voicemail:read', params: tenantParamsSchema, query: importsQuerySchema },
  ({ params, query }) => listImports(params.id, query),
)

const created = (one: MailboxImport, requestId: string) =>
  Response.json(one, {
    status: 201,
    headers: { 'x-request-id': requestId, location: `/api/tenants/${one.tenantId}/imports/${one.id}` },
  })

const announceFile = handler(
  { permission: 'imports:write', params: tenantParamsSchema, body: createImportSchema },
  async ({ actor, requestId, params, body }) =>
    created(await createImport({ actor, requestId }, params.id, body), requestId),
)

const takeFile = handler(
  { permission: 'imports:write', params: tenantParamsSchema, query: importFileQuerySchema },
  async ({ actor, requestId, request, params, query }) => {
    const fileName = query.fileName ?? importFileNameSchema.catch('import.csv').parse(dispositionFileName(request))
    const sent = { ...fileBody(request), fileName, newOwner: query.newOwner }
    return created(await importFile({ actor, requestId }, params.id, sent), requestId)
  },
)

/** JSON announces a file that comes in parts; any other body is the file itself. */
export const POST: typeof takeFile = (request, context) =>
  (isJsonBody(request) ? announceFile : takeFile)(request, context)
