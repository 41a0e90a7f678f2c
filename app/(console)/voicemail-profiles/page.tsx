import type { Metadata } from 'next'
import { requireReader } from '@/lib/auth/session'
import { TenantChoice } from '../_voicemail/tenant-choice'

export const metadata: Metadata = { title: 'Voicemail profiles' }

export default async function VoicemailProfilesPage() {
  await requireReader('voicemail:read')
  return <TenantChoice section="voicemail-profiles" title="Profiles" />
}
