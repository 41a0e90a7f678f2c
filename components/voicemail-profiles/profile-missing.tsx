import { SlidersHorizontal } from 'lucide-react'
import { EntityMissing } from '@/components/layout/entity-missing'

/** No such profile in the tenant of the address. */
export function ProfileMissing() {
  return (
    <EntityMissing
      title="No such profile"
      parent={{ label: 'Profiles', href: '/voicemail-profiles' }}
      icon={<SlidersHorizontal aria-hidden />}
      finding="This tenant has no such profile"
      text="Somebody deleted it, and its mailboxes have another one now; or the address is mistyped."
      action="See all profiles"
    />
  )
}
