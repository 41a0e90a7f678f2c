import { Voicemail } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'

export default function MailboxNotFound() {
  return (
    <>
      <PageHeader title="No such mailbox" parent={{ label: 'Mailboxes', href: '/mailboxes' }} />
      <EmptyState
        icon={<Voicemail aria-hidden />}
        title="This tenant has no such mailbox"
        text="It was deleted more than 30 days ago and is gone for good, or the address is mistyped. The audit log still knows what was done to it."
        action={
          <LinkButton href="/mailboxes" variant="primary">
            See all mailboxes
          </LinkButton>
        }
      />
    </>
  )
}
