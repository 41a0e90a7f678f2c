import type { Metadata } from 'next'
import { TenantChoice } from '../_voicemail/tenant-choice'

export const metadata: Metadata = { title: 'Voicemail profiles' }

export default function VoicemailProfilesPage() {
  return <TenantChoice section="voicemail-profiles" title="Profiles" />
}
