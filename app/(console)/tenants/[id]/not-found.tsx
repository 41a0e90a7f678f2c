import { Building2 } from 'lucide-react'
import { EntityMissing } from '@/components/layout/entity-missing'

export default function TenantNotFound() {
  return (
    <EntityMissing
      title="No such tenant"
      parent={{ label: 'Tenants', href: '/tenants' }}
      icon={<Building2 aria-hidden />}
      finding="No tenant has this id"
      text="It was deleted, or the address is mistyped. Neither the database nor Prometheus knows it."
      action="See all tenants"
    />
  )
}
