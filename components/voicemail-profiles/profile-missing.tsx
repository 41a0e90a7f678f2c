import { SlidersHorizontal } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'

/** No such profile in the tenant of the address. */
export function ProfileMissing() {
  return (
    <>
      <PageHeader title="No such profile" parent={{ label: 'Profiles', href: '/voicemail-profiles' }} />
      <EmptyState
        icon={<SlidersHorizontal aria-hidden />}
        title="This tenant has no such profile"
        text="Somebody deleted it, and its mailboxes have another one now; or the address is mistyped."
        action={
          <LinkButton href="/voicemail-profiles" variant="primary">
            See all profiles
          </LinkButton>
        }
      />
    </>
  )
}
