import Link from 'next/link'
import { SeverityBadge } from '@/components/status/severity-badge'
import { classNames } from '@/components/ui/class-names'
import { RelativeTime } from '@/components/ui/relative-time'
import type { FiringGroup } from '@/lib/overview/firing'

const slots = 5

function AlertLine({ group }: { group: FiringGroup }) {
  const { severity, severityPrinted, name, where, count, since, summary, link } = group
  return (
    <>
      <SeverityBadge severity={severity === 'unknown' ? (severityPrinted ?? 'none') : severity} />
      <Link
        href={link}
        title={[name, where, summary].filter(Boolean).join('. ')}
        className="min-w-0 flex-1 truncate hover:underline"
      >
        {name}
        {count > 1 ? <span className="mono text-muted"> ×{count}</span> : null}
        <span className="text-muted"> {where}</span>
      </Link>
      <RelativeTime at={since} className="shrink-0 text-xs whitespace-nowrap text-muted" />
    </>
  )
}

/** The alerts to look at first, in fixed places. */
export function FiringAlerts({ groups }: { groups: readonly FiringGroup[] }) {
  if (groups.length === 0) {
    return <p className="flex h-40 items-center justify-center text-sm text-muted">No alert fires</p>
  }
  const places = Array.from({ length: slots }, (_, index) => ({ place: `place-${index}`, group: groups[index] }))
  return (
    <ul className="h-40">
      {places.map(({ place, group }) => (
        <li key={place} className={classNames('flex h-8 items-center gap-2 px-4 text-sm', group && 'border-b')}>
          {group ? <AlertLine key={`${group.name} ${group.where} ${group.count}`} group={group} /> : null}
        </li>
      ))}
    </ul>
  )
}
