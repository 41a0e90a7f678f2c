import { Unplug } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'

/** No page under this address. */
export function PageMissing() {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-14 text-center">
      <Unplug aria-hidden className="size-6 text-faint" />
      <h1 className="text-lg font-semibold">Nothing is plugged in here</h1>
      <p className="max-w-prose text-sm text-muted">
        No page has this address, or what it showed was removed. Search for it with Ctrl K, or start from the overview.
      </p>
      <div className="mt-2">
        <LinkButton href="/" variant="primary">
          Go to the overview
        </LinkButton>
      </div>
    </div>
  )
}
