import { PageHeader } from '@/components/ui/page-header'
import { SkeletonBlock } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Explore" description="Every metric there is, and any question to Prometheus." />
      <SkeletonBlock label="Preparing the explorer" className="h-[32rem]" />
    </>
  )
}
