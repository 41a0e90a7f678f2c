import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import { createSharedRead, type SharedRead } from '@/lib/live/shared-read'
import { SourceTracker } from '@/lib/live/source'
import type { PrometheusClient } from '@/lib/prometheus/client'
import type { SourceState } from '@/lib/sources/schema'
import { buildMetrics, type PrometheusMetrics } from '../metric-list'
import type { MetricEntry } from '../schema'
import { regionClient } from './region-client'

const keptMs = 30_000

/** A Prometheus that hangs keeps nobody from the documented metrics for longer than this. */
const patienceMs = 2_000

/** Prometheus answers by blocks of two hours, so a name may be a little older than this. */
const seenWithinSeconds = 3600

/** A Prometheus with more names than this is listed in part; completion and search say so by their counts. */
const maxNames = 50_000

export type RegionMetrics = {
  region: string
  entries: MetricEntry[]
  /** Null when Prometheus never answered. */
  told: PrometheusMetrics | null
  state: SourceState
}

async function askPrometheus(client: PrometheusClient): Promise<PrometheusMetrics> {
  const sinceSeconds = Math.floor(Date.now() / 1000) - seenWithinSeconds
  const [names, metadata] = await Promise.all([client.labelValues('__name__', { sinceSeconds }), client.metadata()])
  return { names: names.slice(0, maxNames), metadata }
}

async function readRegion(id: string): Promise<RegionMetrics> {
  const { region, client } = regionClient(id)
  const tracker = processSingleton(
    'explore.metrics.sources',
    () => new SourceTracker({ patienceMs, staleAfterMs: 2 * keptMs }),
  )
  const { value, state } = await tracker.read({ region, name: 'prometheus' }, client && (() => askPrometheus(client)))
  return { region, entries: buildMetrics(value ?? null), told: value ?? null, state }
}

/**
 * All metrics of a region, at most 30 s old and asked for once, however many people browse: two requests to Prometheus. While it is
 * down, what it last said is shown as stale, or only the documented ones with their presence unknown. Throws `not-found`.
 */
export function readMetrics(id: string | undefined): Promise<RegionMetrics> {
  const { region } = regionClient(id)
  const reads = processSingleton('explore.metrics', () => new Map<string, SharedRead<RegionMetrics>>())
  const read = reads.get(region) ?? createSharedRead(keptMs, () => readRegion(region))
  reads.set(region, read)
  return forgetFailed(read)
}

/** A failed source is asked again by the next reader, not half a minute later. */
async function forgetFailed(read: SharedRead<RegionMetrics>): Promise<RegionMetrics> {
  const metrics = await read.read()
  if (metrics.state.status !== 'ok') read.forget()
  return metrics
}
