import { voicemailPath } from '@/components/voicemail/sections'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'

export const profilesPath = (tenantId: string) => voicemailPath('voicemail-profiles', tenantId)

export const profilePath = ({ tenantId, id }: Pick<VoicemailProfile, 'tenantId' | 'id'>) =>
  `${profilesPath(tenantId)}/${encodeURIComponent(id)}`

/** The form for a new profile; with the options of another one when that is given. */
export function newProfilePath(tenantId: string, copiedId?: string): string {
  const search = copiedId ? `?${new URLSearchParams({ copy: copiedId })}` : ''
  return `${profilesPath(tenantId)}/new${search}`
}
