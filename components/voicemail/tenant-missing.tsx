import { Building2 } from 'lucide-react'
import { EntityMissing } from '@/components/layout/entity-missing'

/** No such tenant, on a voicemail page. */
export function TenantMissing() {
  return (
    <EntityMissing
      title="No such tenant"
      parent={{ label: 'Tenants', href: '/tenants' }}
      icon={<Building2 aria-hidden />}
      finding="No tenant of this console has this id"
      text="It was deleted, or the address is mistyped. A tenant that only Prometheus knows has no voicemail until it is added here."
      action="See all tenants"
    />
  )
}
