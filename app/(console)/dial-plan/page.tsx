import type { Metadata } from 'next'
import { TenantChoice } from '../_voicemail/tenant-choice'

export const metadata: Metadata = { title: 'Dial plan' }

export default function DialPlanPage() {
  return <TenantChoice section="dial-plan" title="Dial plan" />
}
