import { Building2 } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'

/** No such tenant, on a voicemail page. */
export function TenantMissing() {
  return (
    <>
      <PageHeader title="No such tenant" parent={{ label: 'Tenants', href: '/tenants' }} />
      <EmptyState
        icon={<Building2 aria-hidden />}
        title="No tenant of this console has this id"
        text="It was deleted, or the address is mistyped. A tenant that only Prometheus knows has no voicemail until it is added here."
        action={
          <LinkButton href="/tenants" variant="primary">
            See all tenants
          </LinkButton>
        }
      />
    </>
  )
}
