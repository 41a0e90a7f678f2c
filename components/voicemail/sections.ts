/** The parts of the voicemail section, as their addresses begin. */
export type VoicemailSection = 'mailboxes' | 'voicemail-profiles' | 'dial-plan' | 'imports'

/** Address of a section for one tenant. */
export function voicemailPath(section: VoicemailSection, tenantId: string): string {
  return `/${section}/${encodeURIComponent(tenantId)}`
}
