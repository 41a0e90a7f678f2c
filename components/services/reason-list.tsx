import Link from 'next/link'
import { sourceLabels } from '@/components/status/describe-source'
import { StatusBadge } from '@/components/status/status-badge'
import type { Reason } from '@/lib/services/schema'
import { SinceText } from './since-text'

/** Why a service has its status: each reason with whose word it is and since when, worst first. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className="flex flex-col">
      {reasons.map((reason) => (
        <li
          key={reason.id}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b px-4 py-2 last:border-b-0 sm:flex-nowrap"
        >
          <StatusBadge status={reason.status} className="self-start" />
          <Link href={reason.link} className="min-w-0 flex-1 basis-60 text-sm break-words hover:underline">
            {reason.text}
          </Link>
          <span className="text-xs whitespace-nowrap text-muted">{sourceLabels[reason.source]}</span>
          <span className="min-w-28 text-right text-xs whitespace-nowrap text-muted">
            {reason.since === null && reason.status === 'ok' ? null : (
              <SinceText since={reason.since} sinceAtLeast={reason.sinceAtLeast} />
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
