import type { StripBucket } from '@/components/status/strip-model'
import { portalStatusText } from '@/lib/catalogue/model'
import { formatDuration } from '@/lib/format/duration'
import type { HistoryBucket } from '@/lib/tenants/charts-schema'

/** Where a strip's buckets stand in time, and when they were read. */
export type HistoryFrame = { startSeconds: number; bucketSeconds: number; observedAt: string }

/** Less than this share of a bucket without a sample is the rhythm of probing and scraping, not a gap. */
const toleratedGap = 0.1

/**
 * What was seen in a stretch of `lengthSeconds`: `HTTP 200`, `HTTP 503 for 2 min, HTTP 200 for 8 min`, and how much of it nobody
 * observed. Empty when nothing was seen at all, which the status word says already.
 */
export function describeCodes(bucket: HistoryBucket, lengthSeconds: number): string {
  if (bucket.codes.length === 0) return ''
  const seen = bucket.codes.reduce((sum, { seconds }) => sum + seconds, 0)
  const gap = lengthSeconds - seen
  const isWhole = gap <= lengthSeconds * toleratedGap
  const [only, ...others] = bucket.codes
  if (only && others.length === 0 && isWhole) return portalStatusText(only.code)
  const parts = bucket.codes.map(({ code, seconds }) => `${portalStatusText(code)} for ${formatDuration(seconds)}`)
  return [...parts, ...(isWhole ? [] : [`not observed for ${formatDuration(gap)}`])].join(', ')
}

/** Buckets as the strips draw them. The last one ends where observing ended, so that the future is not drawn. */
export function toStripBuckets(frame: HistoryFrame, buckets: readonly HistoryBucket[]): StripBucket[] {
  const nowMs = Date.parse(frame.observedAt)
  return buckets.flatMap((bucket, index) => {
    const startMs = (frame.startSeconds + index * frame.bucketSeconds) * 1000
    const endMs = Math.min(startMs + frame.bucketSeconds * 1000, nowMs)
    if (endMs <= startMs) return []
    const detail = describeCodes(bucket, (endMs - startMs) / 1000)
    return [{ startMs, endMs, status: bucket.status, ...(detail ? { detail } : {}) }]
  })
}

/** Neighbouring buckets with the same finding, as one row of the table view. */
export type HistoryRun = StripBucket & { id: string }

/** The strip as a table: one row a finding, newest first. */
export function toHistoryRuns(buckets: readonly StripBucket[]): HistoryRun[] {
  const runs: HistoryRun[] = []
  for (const bucket of buckets) {
    const last = runs.at(-1)
    if (last && last.status === bucket.status && last.detail === bucket.detail && last.endMs === bucket.startMs) {
      last.endMs = bucket.endMs
    } else {
      runs.push({ ...bucket, id: String(bucket.startMs) })
    }
  }
  return runs.reverse()
}
