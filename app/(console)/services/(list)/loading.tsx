import { PageHeader } from '@/components/ui/page-header'
import { SkeletonBlock } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Services" description="What each service says of itself, what its pods do, and why." />
      <SkeletonBlock label="Reading the services" className="h-[32rem]" />
    </>
  )
}
