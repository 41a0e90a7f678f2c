'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { MiniStatusStrip } from '@/components/status/status-strip'
import type { StripBucket } from '@/components/status/strip-model'
import { NoValue } from '@/components/ui/no-value'
import { Skeleton } from '@/components/ui/skeleton'
import type { PortalHistory } from '@/lib/tenants/charts-schema'
import { summarizeHistory, toStripBuckets } from './history-strip'

export type TenantStrips = {
  state: 'loading' | 'failed' | 'ready'
  /** By tenant; null where the tenant's region could not be asked. */
  drawn: ReadonlyMap<string, { buckets: readonly StripBucket[]; summary: string } | null>
}

/** The strips of a page of rows, made ready once for all of them. */
export function toTenantStrips(query: Pick<UseQueryResult<PortalHistory>, 'data' | 'isError'>): TenantStrips {
  const { data } = query
  if (!data) return { state: query.isError ? 'failed' : 'loading', drawn: new Map() }
  const drawn = new Map(
    data.items.map(({ id, buckets }) => [
      id,
      buckets && { buckets: toStripBuckets(data, buckets), summary: summarizeHistory(data, buckets) },
    ]),
  )
  return { state: 'ready', drawn }
}

/** A row's last 24 hours: a picture, a block while it loads, or why there is none. */
export function TenantStrip({ id, name, strips }: { id: string; name: string; strips: TenantStrips }) {
  const drawn = strips.drawn.get(id)
  if (drawn) return <MiniStatusStrip label={`Portal of ${name}, last 24 hours`} {...drawn} />
  if (drawn === null) return <NoValue reason="The Prometheus of its region could not be asked" />
  if (strips.state === 'failed') return <NoValue reason="The history could not be read; it is asked for again" />
  return <Skeleton className="h-4 w-full" />
}
