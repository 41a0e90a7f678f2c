import Link from 'next/link'
import { SeverityBadge } from '@/components/status/severity-badge'
import { classNames } from '@/components/ui/class-names'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AlertRow } from '@/lib/alerts/schema'

const slots = 6

function where(row: AlertRow): string {
  return [row.service ?? row.serviceLabel, row.tenant, row.pod].filter((part) => part !== null).join(' · ')
}

function AlertLine({ row }: { row: AlertRow }) {
  return (
    <>
      <SeverityBadge severity={row.severity === 'unknown' ? (row.severityPrinted ?? 'none') : row.severity} />
      <Link
        href={`/alerts?${new URLSearchParams({ alert: row.id })}`}
        title={row.summary ?? row.name}
        className="min-w-0 flex-1 truncate hover:underline"
      >
        {row.name}
        <span className="text-muted"> {where(row)}</span>
      </Link>
      <RelativeTime at={row.activeAt} className="shrink-0 text-xs whitespace-nowrap text-muted" />
    </>
  )
}

/** The alerts to look at first, in fixed places. `rows` are those that fire, in reading order. */
export function FiringAlerts({ rows }: { rows: readonly AlertRow[] }) {
  if (rows.length === 0) {
    return <p className="flex h-48 items-center justify-center text-sm text-muted">No alert fires</p>
  }
  const places = Array.from({ length: slots }, (_, index) => ({ place: `place-${index}`, row: rows[index] }))
  return (
    <ul className="h-48">
      {places.map(({ place, row }) => (
        <li key={place} className={classNames('flex h-8 items-center gap-2 px-4 text-sm', row && 'border-b')}>
          {row ? <AlertLine row={row} /> : null}
        </li>
      ))}
    </ul>
  )
}
