import { PageHeader } from '@/components/ui/page-header'
import { SkeletonBlock } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Service" parent={{ label: 'Services', href: '/services' }} />
      <SkeletonBlock label="Reading the service" className="h-[40rem]" />
    </>
  )
}
