import { portalStatusWord } from '@/lib/catalogue/model'
import type { RangeSeries } from '@/lib/prometheus/schema'
import type { HistoryBucket, HistoryRange } from './charts-schema'
import { historyRanges } from './vocabulary'

export type HistoryGrid = {
  /** Unix seconds at which the first bucket begins and the last one ends. */
  startSeconds: number
  endSeconds: number
  bucketSeconds: number
  stepSeconds: number
  /** The present, in whole minutes: nothing after it has happened. */
  untilSeconds: number
}

/** Everybody who looks within the same minute asks the same question, so that many viewers cost no more than one. */
const untilStepSeconds = 60

/**
 * Buckets at fixed times of the clock, the last of them the one that `nowSeconds` falls into, so that a strip does not
 * shimmer.
 */
export function historyGrid(range: HistoryRange, nowSeconds: number): HistoryGrid {
  const { bucketSeconds, buckets, stepSeconds } = historyRanges[range]
  const endSeconds = (Math.floor(nowSeconds / bucketSeconds) + 1) * bucketSeconds
  const untilSeconds = Math.floor(nowSeconds / untilStepSeconds) * untilStepSeconds
  return { startSeconds: endSeconds - buckets * bucketSeconds, endSeconds, bucketSeconds, stepSeconds, untilSeconds }
}

/** How bad a code is, greater is worse: nothing came, server errors, client errors, others, and 200 last. */
function badness(code: number): number {
  if (code === 200) return -1
  if (code === 0) return 1000
  return code < 600 ? code : 0
}

export function compareCodes(a: number, b: number): number {
  return badness(b) - badness(a) || a - b
}

function bucketOf(seen: ReadonlyMap<number, number>): HistoryBucket {
  const codes = [...seen].map(([code, seconds]) => ({ code, seconds })).sort((a, b) => compareCodes(a.code, b.code))
  const worst = codes[0]?.code
  return { status: portalStatusWord(worst), worstCode: worst ?? null, codes }
}

/**
 * Buckets by tenant out of `historyQuery`. A bucket that nobody observed is `no-data`; a tenant without any series has only
 * such buckets. Codes that are no whole number, and tenants nobody asked for, are left out.
 */
export function toHistory(
  series: readonly RangeSeries[],
  instances: readonly string[],
  grid: HistoryGrid,
): Map<string, HistoryBucket[]> {
  const count = Math.round((grid.endSeconds - grid.startSeconds) / grid.bucketSeconds)
  const seen = new Map(instances.map((id) => [id, Array.from({ length: count }, () => new Map<number, number>())]))
  for (const { labels, samples } of series) {
    const code = Number(labels.code)
    const buckets = seen.get(labels.instance ?? '')
    if (!buckets || !Number.isInteger(code) || labels.code === '') continue
    for (const [atSeconds, steps] of samples) {
      // A point stands at the end of its bucket.
      const bucket = buckets[Math.round((atSeconds - grid.startSeconds) / grid.bucketSeconds) - 1]
      if (bucket && steps > 0) bucket.set(code, Math.min(steps * grid.stepSeconds, grid.bucketSeconds))
    }
  }
  return new Map([...seen].map(([id, buckets]) => [id, buckets.map(bucketOf)]))
}
