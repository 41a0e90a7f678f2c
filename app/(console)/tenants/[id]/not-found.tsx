import { Building2 } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'

export default function TenantNotFound() {
  return (
    <>
      <PageHeader title="No such tenant" parent={{ label: 'Tenants', href: '/tenants' }} />
      <EmptyState
        icon={<Building2 aria-hidden />}
        title="No tenant has this id"
        text="It was deleted, or the address is mistyped. Neither the database nor Prometheus knows it."
        action={
          <LinkButton href="/tenants" variant="primary">
            See all tenants
          </LinkButton>
        }
      />
    </>
  )
}
