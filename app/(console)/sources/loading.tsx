import { PageHeader } from '@/components/ui/page-header'
import { SkeletonBlock } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Sources" description="Where the console’s knowledge comes from, and whether it still does." />
      <SkeletonBlock label="Asking the sources" className="h-96" />
    </>
  )
}
