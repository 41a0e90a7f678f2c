'use client'

import { Badge } from '@/components/ui/badge'
import { NoValue } from '@/components/ui/no-value'
import { RelativeTime } from '@/components/ui/relative-time'
import type { TenantRow } from '@/lib/tenants/schema'
import { codeText, noCodeReason, tenantName } from './tenant-words'

/** "at least" where nothing tells of an earlier time. */
export function Since({ row }: { row: Pick<TenantRow, 'since' | 'sinceAtLeast'> }) {
  return (
    <>
      {row.since && row.sinceAtLeast ? <span className="text-muted">at least </span> : null}
      <RelativeTime at={row.since} reason="Nothing tells since when" />
    </>
  )
}

export function Code({ row }: { row: TenantRow }) {
  const text = codeText(row)
  if (text === null) return <NoValue reason={noCodeReason(row)} />
  return (
    <span className="mono" title={`Portal_HTTP_Status ${row.httpStatus}: ${row.reason}`}>
      {text}
    </span>
  )
}

export function Name({ row }: { row: TenantRow }) {
  return (
    <span className="flex min-w-0 items-center gap-2" title={row.name ? `${row.name} (${row.id})` : row.id}>
      <span className={row.name ? 'truncate font-medium' : 'mono truncate'}>{tenantName(row)}</span>
      {row.name ? <span className="mono shrink-0 text-xs text-muted">{row.id}</span> : null}
      {row.registered === false ? (
        <Badge tone="outline" title="Prometheus has a portal status of it; the console has no such tenant.">
          not registered
        </Badge>
      ) : null}
    </span>
  )
}
