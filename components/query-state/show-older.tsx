import { ChevronDown } from 'lucide-react'
import { Button } from '@/components/ui/button'

type ShowOlderProps = {
  /** `entries`, `changes` … */
  what: string
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  size?: 'sm'
  className?: string
}

/** Reads the next page of a list that has the newest first; nothing once all of it is there. */
export function ShowOlder({ what, query, size, className }: ShowOlderProps) {
  if (!query.hasNextPage) return null
  return (
    <div className={className}>
      <Button
        size={size}
        busy={query.isFetchingNextPage}
        icon={<ChevronDown aria-hidden className="size-4" />}
        onClick={() => void query.fetchNextPage()}
      >
        Show older {what}
      </Button>
    </div>
  )
}
