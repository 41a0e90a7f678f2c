import { RelativeTime } from '@/components/ui/relative-time'
import type { Reason } from '@/lib/services/schema'

type SinceTextProps = Pick<Reason, 'since' | 'sinceAtLeast'> & { className?: string }

/** "3 min ago", or "3 min ago or earlier" where nobody watched before. */
export function SinceText({ since, sinceAtLeast, className }: SinceTextProps) {
  return (
    <span className={className}>
      <RelativeTime at={since} reason="No source says since when" />
      {since !== null && sinceAtLeast ? ' or earlier' : null}
    </span>
  )
}
