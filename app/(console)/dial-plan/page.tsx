import type { Metadata } from 'next'
import { requireReader } from '@/lib/auth/session'
import { TenantChoice } from '../_voicemail/tenant-choice'

export const metadata: Metadata = { title: 'Dial plan' }

export default async function DialPlanPage() {
  await requireReader('voicemail:read')
  return <TenantChoice section="dial-plan" title="Dial plan" />
}
