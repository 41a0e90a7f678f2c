import Link from 'next/link'
import { sourceLabels } from '@/components/status/describe-source'
import { StatusBadge } from '@/components/status/status-badge'
import { ScrollArea } from '@/components/ui/scroll-area'
import type { Reason } from '@/lib/services/schema'
import { SinceText } from './since-text'

function ReasonLine({ reason }: { reason: Reason }) {
  return (
    <>
      <StatusBadge status={reason.status} />
      <Link href={reason.link} title={reason.text} className="min-w-0 flex-1 truncate text-sm hover:underline">
        {reason.text}
      </Link>
      <span className="text-xs whitespace-nowrap text-muted max-sm:hidden">{sourceLabels[reason.source]}</span>
      <span className="shrink-0 text-right text-xs whitespace-nowrap text-muted sm:min-w-28">
        {reason.since === null && reason.status === 'ok' ? null : (
          <SinceText since={reason.since} sinceAtLeast={reason.sinceAtLeast} />
        )}
      </span>
    </>
  )
}

/**
 * Why a service has its status: each reason with whose word it is and since when, worst first. The lines stand still and reasons
 * move through them, in an area whose height never changes: what lies below must not jump when trouble comes.
 */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const places = reasons.map((reason, index) => ({ place: `place-${index}`, reason }))
  return (
    <ScrollArea label="Reasons" focusable={false} className="h-56">
      <ul>
        {places.map(({ place, reason }) => (
          <li key={place} className="flex h-9 items-center gap-x-3 border-b px-4">
            <ReasonLine key={`${reason.id} ${reason.status} ${reason.text}`} reason={reason} />
          </li>
        ))}
      </ul>
    </ScrollArea>
  )
}
