import type { StripBucket } from '@/components/status/strip-model'
import { portalStatusText } from '@/lib/catalogue/model'
import { formatDuration } from '@/lib/format/duration'
import { formatRatio } from '@/lib/format/percent'
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

/** Seconds of a stretch by code, stretched over the rhythm of sampling; what nobody observed is apart. */
function spread(bucket: HistoryBucket, lengthSeconds: number): { codes: [number, number][]; gapSeconds: number } {
  const seen = bucket.codes.reduce((sum, { seconds }) => sum + seconds, 0)
  const isWhole = seen > 0 && lengthSeconds - seen <= lengthSeconds * toleratedGap
  const factor = isWhole ? lengthSeconds / seen : 1
  return {
    codes: bucket.codes.map(({ code, seconds }) => [code, seconds * factor]),
    gapSeconds: isWhole ? 0 : Math.max(0, lengthSeconds - seen),
  }
}

/**
 * The whole strip in one sentence: `Over 7 d: OK 99.6 % of the time, HTTP 503 for 21 min, not observed for 2 min`. A bucket shows
 * its worst moment; this counts every code by the time it was seen.
 */
export function summarizeHistory(frame: HistoryFrame, buckets: readonly HistoryBucket[]): string {
  const nowSeconds = Date.parse(frame.observedAt) / 1000
  const byCode = new Map<number, number>()
  let [totalSeconds, gapSeconds] = [0, 0]
  for (const [index, bucket] of buckets.entries()) {
    const start = frame.startSeconds + index * frame.bucketSeconds
    const length = Math.min(frame.bucketSeconds, nowSeconds - start)
    if (length <= 0) continue
    const part = spread(bucket, length)
    for (const [code, seconds] of part.codes) byCode.set(code, (byCode.get(code) ?? 0) + seconds)
    totalSeconds += length
    gapSeconds += part.gapSeconds
  }
  if (totalSeconds <= 0) return 'No history yet.'
  const others = [...byCode].filter(([code]) => code !== 200).sort((a, b) => b[1] - a[1])
  const parts = [
    `Over ${formatDuration(totalSeconds)}: OK ${formatRatio((byCode.get(200) ?? 0) / totalSeconds)} of the time`,
    ...others.map(([code, seconds]) => `${portalStatusText(code)} for ${formatDuration(Math.round(seconds))}`),
    ...(gapSeconds >= 1 ? [`not observed for ${formatDuration(Math.round(gapSeconds))}`] : []),
  ]
  return `${parts.join(', ')}.`
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
