import { RelativeTime } from '@/components/ui/relative-time'
import type { Reason } from '@/lib/services/schema'

type SinceTextProps = Pick<Reason, 'since' | 'sinceAtLeast'> & { className?: string }

/** "3 min ago", or "3 min ago or earlier" where nobody watched before. */
export function SinceText({ since, sinceAtLeast, className }: SinceTextProps) {
  return (
    <RelativeTime
      at={since}
      reason="No source says since when"
      className={className}
      suffix={sinceAtLeast ? ' or earlier' : ''}
    />
  )
}
