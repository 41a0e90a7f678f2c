import type { Metadata } from 'next'
import { requireReader } from '@/lib/auth/session'
import { TenantChoice } from '../_voicemail/tenant-choice'

export const metadata: Metadata = { title: 'Imports' }

export default async function ImportsPage() {
  await requireReader('voicemail:read')
  return <TenantChoice section="imports" title="Imports" />
}
