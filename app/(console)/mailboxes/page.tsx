import type { Metadata } from 'next'
import { TenantChoice } from '../_voicemail/tenant-choice'

export const metadata: Metadata = { title: 'Mailboxes' }

export default function MailboxesPage() {
  return <TenantChoice section="mailboxes" title="Mailboxes" />
}
