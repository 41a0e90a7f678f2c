import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import { SourceTracker } from '@/lib/live/source'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'
import type { SourceState } from '@/lib/sources/schema'
import type { HistoryBucket, HistoryQuery, PortalHistory } from '../charts-schema'
import { type HistoryGrid, historyGrid, toHistory } from '../history'
import { historyQuery } from '../promql'
import { tenantsFeed } from './feed'
import { staleAfterSeconds } from './read-region'
import { sharedAnswer } from './shared-answers'

type Buckets = Map<string, HistoryBucket[]>
type RegionHistory = { buckets: Buckets | undefined; state: SourceState }

/** One range query for all tenants of the region; shared by everybody who asks for the same in the same step. */
function askPrometheus(client: PrometheusClient, region: string, ids: string[], grid: HistoryGrid): Promise<Buckets> {
  const { bucketSeconds, stepSeconds, untilSeconds, startSeconds, endSeconds } = grid
  const window = { bucketSeconds, stepSeconds, untilSeconds, staleAfterSeconds: staleAfterSeconds() }
  return sharedAnswer(['history', region, bucketSeconds, untilSeconds, ...ids].join(' '), async () => {
    const { series } = await client.queryRange(historyQuery({ ...window, instances: ids }), {
      // A point stands at the end of its bucket.
      startSeconds: startSeconds + bucketSeconds,
      endSeconds,
      stepSeconds: bucketSeconds,
    })
    return toHistory(series, ids, grid)
  })
}

async function readRegionHistory(region: string, ids: string[], grid: HistoryGrid): Promise<RegionHistory> {
  const tracker = processSingleton('tenants.history.sources', () => new SourceTracker())
  const client = prometheus(region)
  const ask = client && (() => askPrometheus(client, region, ids, grid))
  const { value, state } = await tracker.read({ region, name: 'prometheus' }, ask)
  // What an earlier question found is of other tenants or of another time.
  return { buckets: state.status === 'ok' ? value : undefined, state }
}

function groupByRegion(ids: readonly string[], regionOf: ReadonlyMap<string, string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const id of ids) {
    const region = regionOf.get(id)
    if (region !== undefined) groups.set(region, [...(groups.get(region) ?? []), id])
  }
  return groups
}

/**
 * What codes the portals of up to 100 tenants showed over 24 hours or 7 days, in at most 168 fixed buckets each. Upstream: one
 * range query a region and step of the range, however many tenants and viewers. Never throws for a source that is down.
 */
export async function getPortalHistory({ id: ids, range }: HistoryQuery): Promise<PortalHistory> {
  const nowMs = Date.now()
  const grid = historyGrid(range, nowMs / 1000)
  const { items } = await tenantsFeed().read()
  const groups = groupByRegion(ids, new Map(items.map((row) => [row.id, row.region])))
  const read = await Promise.all([...groups].map(([region, group]) => readRegionHistory(region, group, grid)))
  const found = new Map(read.flatMap(({ buckets }) => [...(buckets ?? [])]))
  return {
    range,
    startSeconds: grid.startSeconds,
    bucketSeconds: grid.bucketSeconds,
    observedAt: new Date(nowMs).toISOString(),
    items: ids.map((id) => ({ id, buckets: found.get(id) ?? null })),
    sources: read.map(({ state }) => state),
  }
}
