import { Voicemail } from 'lucide-react'
import { EntityMissing } from '@/components/layout/entity-missing'

export default function MailboxNotFound() {
  return (
    <EntityMissing
      title="No such mailbox"
      parent={{ label: 'Mailboxes', href: '/mailboxes' }}
      icon={<Voicemail aria-hidden />}
      finding="This tenant has no such mailbox"
      text="It was deleted more than 30 days ago and is gone for good, or the address is mistyped. The audit log still knows what was done to it."
      action="See all mailboxes"
    />
  )
}
