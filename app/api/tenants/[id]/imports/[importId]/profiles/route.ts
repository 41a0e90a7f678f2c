import { handler } from '@/lib/http/handler'
import { importParamsSchema } from '@/lib/imports/schema'
import { listProfileNames } from '@/lib/imports/server/list-profile-names'

export const GET = handler({ permission: 'voicemail:read', params: importParamsSchema }, ({ params }) =>
  listProfileNames(params.id, params.importId),
)
