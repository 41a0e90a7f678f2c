import Link from 'next/link'
import { useMemo } from 'react'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { SinceText } from '@/components/services/since-text'
import { StatusCounts } from '@/components/services/status-counts'
import { StatusDot } from '@/components/status/status-badge'
import { statusSources } from '@/components/tenants/tenant-sources'
import { unheard } from '@/lib/sources/model'
import type { SourceState } from '@/lib/sources/schema'
import { troubledPortals, troubledStatuses, worstPortals } from '@/lib/tenants/model'
import { tenantPageQuery } from '@/lib/tenants/queries'
import type { TenantList, TenantRow } from '@/lib/tenants/schema'
import { FixedPlaces, NotKnown } from './fixed-places'

const slots = 7

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
  const { byStatus } = list.summary
  const isCut = list.total > list.items.length
  const worst = useServedQuery({ ...tenantPageQuery(troubledPortals(slots)), enabled: isCut })
  const rows = useMemo(() => worstPortals((isCut ? worst.data : list)?.items ?? []), [isCut, worst.data, list])
  const total = troubledStatuses.reduce((sum, word) => sum + (byStatus[word] ?? 0), 0)
  const silent = unheard(statusSources(list.sources))
  return (
    <>
      <div className="flex h-10 items-center border-b px-4">
        <StatusCounts byStatus={byStatus} />
      </div>
      <FixedPlaces
        rows={rows}
        total={Math.max(total, rows.length)}
        slots={slots}
        rowKey={(row) => `${row.id} ${row.reason}`}
        line={(row) => <TenantLine row={row} />}
        moreHref={`/tenants?status=${troubledStatuses.join(',')}`}
        none={<None total={total} silent={silent} />}
      />
    </>
  )
}

function None({ total, silent }: { total: number; silent: readonly SourceState[] }) {
  if (total > 0) return <>{total} portals in trouble; reading which</>
  if (silent.length > 0) return <NotKnown whether="a portal is in trouble" sources={silent} />
  return <>No portal is in trouble</>
}
