import { handler } from '@/lib/http/handler'
import { profileParamsSchema } from '@/lib/voicemail-profiles/schema'
import { getProfileReach } from '@/lib/voicemail-profiles/server/get-profile-reach'

export const GET = handler({ permission: 'voicemail:read', params: profileParamsSchema }, ({ params }) =>
  getProfileReach(params.id, params.profileId),
)
