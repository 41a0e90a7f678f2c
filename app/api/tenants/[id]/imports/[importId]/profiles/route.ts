import { handler } from '@/lib/http/handler'
import { importParamsSchema } from '@/lib/imports/schema'
import { listUnknownProfiles } from '@/lib/imports/server/get-import'

export const GET = handler({ permission: 'voicemail:read', params: importParamsSchema }, ({ params }) =>
  listUnknownProfiles(params.id, params.importId),
)
