import { Lock } from 'lucide-react'
import { PageHeader } from '@/components/ui/page-header'

/** For whoever is signed in without any role that reads. Pages that need a role of their own say so by `NotPermitted`. */
export default function Forbidden() {
  return (
    <>
      <PageHeader title="Not permitted" />
      <div className="flex flex-col items-center gap-2 px-4 py-14 text-center">
        <Lock aria-hidden className="size-6 text-faint" />
        <p className="text-base font-medium">Your roles do not open this page</p>
        <p className="max-w-prose text-sm text-muted">
          An administrator can give you one that does; it works within a minute, without a new sign-in.
        </p>
      </div>
    </>
  )
}
