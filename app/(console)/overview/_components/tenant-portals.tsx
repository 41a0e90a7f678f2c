import Link from 'next/link'
import { SinceText } from '@/components/services/since-text'
import { StatusCounts } from '@/components/services/status-counts'
import { StatusDot } from '@/components/status/status-badge'
import { classNames } from '@/components/ui/class-names'
import { statusRank } from '@/lib/catalogue/model'
import type { TenantList, TenantRow } from '@/lib/tenants/schema'

const slots = 7

/** Portals that do not answer as they should, worst first, those that lasted longest first. What was switched off is no trouble. */
function troubled(rows: readonly TenantRow[]): TenantRow[] {
  return rows
    .filter((row) => row.status !== 'ok' && row.status !== 'paused')
    .sort((a, b) => statusRank(a.status) - statusRank(b.status) || (a.since ?? '9').localeCompare(b.since ?? '9'))
}

function TenantLine({ row }: { row: TenantRow }) {
  return (
    <>
      <StatusDot status={row.status} size="sm" />
      <Link href={`/tenants/${encodeURIComponent(row.id)}`} className="min-w-0 flex-1 truncate hover:underline">
        {row.name ?? row.id} <span className="text-muted">{row.reason}</span>
      </Link>
      <SinceText
        since={row.since}
        sinceAtLeast={row.sinceAtLeast}
        className="shrink-0 text-xs whitespace-nowrap text-muted"
      />
    </>
  )
}

/** Tenants by the status of their portal, and the ones in trouble by name, in fixed places. */
export function TenantPortals({ list }: { list: TenantList }) {
  const rows = troubled(list.items)
  const places = Array.from({ length: slots }, (_, index) => ({ place: `place-${index}`, row: rows[index] }))
  return (
    <>
      <div className="flex h-10 items-center border-b px-4">
        <StatusCounts byStatus={list.summary.byStatus} />
      </div>
      <ul>
        {places.map(({ place, row }, index) => (
          <li key={place} className={classNames('flex h-8 items-center gap-2 px-4 text-sm', row && 'border-b')}>
            {row ? <TenantLine key={`${row.id} ${row.reason}`} row={row} /> : null}
            {index === 0 && rows.length === 0 ? <span className="text-muted">No portal is in trouble</span> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
