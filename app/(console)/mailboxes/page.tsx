import type { Metadata } from 'next'
import { requireReader } from '@/lib/auth/session'
import { TenantChoice } from '../_voicemail/tenant-choice'

export const metadata: Metadata = { title: 'Mailboxes' }

export default async function MailboxesPage() {
  await requireReader('voicemail:read')
  return <TenantChoice section="mailboxes" title="Mailboxes" />
}
