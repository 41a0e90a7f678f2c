import { FileInput } from 'lucide-react'
import { EntityMissing } from '@/components/layout/entity-missing'

export default function ImportNotFound() {
  return (
    <EntityMissing
      title="No such import"
      parent={{ label: 'Imports', href: '/imports' }}
      icon={<FileInput aria-hidden />}
      finding="This tenant has no such import"
      text="Its upload was never finished and is gone after seven days, or the address is mistyped. The audit log still knows who began it."
      action="See all imports"
    />
  )
}
