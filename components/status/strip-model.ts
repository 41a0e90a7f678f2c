import type { StatusWord } from '@/lib/catalogue/schema'
import { statusWords } from '@/lib/catalogue/vocabulary'
import { formatDuration } from '@/lib/format/duration'
import { formatRatio } from '@/lib/format/percent'
import { formatMinute, type TimeZoneName } from '@/lib/format/time'

/** One stretch of time with one status. `detail` is the exact finding, such as `503 Service Unavailable`. */
export type StripBucket = { startMs: number; endMs: number; status: StatusWord; detail?: string }

export type StripRun = { startMs: number; endMs: number; status: StatusWord; buckets: number }

/** Joins neighbours of one status, so that a calm day draws as one element instead of hundreds. */
export function joinRuns(buckets: readonly StripBucket[]): StripRun[] {
  const runs: StripRun[] = []
  for (const bucket of buckets) {
    const last = runs.at(-1)
    if (last && last.status === bucket.status && last.endMs === bucket.startMs) {
      last.endMs = bucket.endMs
      last.buckets += 1
    } else {
      runs.push({ startMs: bucket.startMs, endMs: bucket.endMs, status: bucket.status, buckets: 1 })
    }
  }
  return runs
}

const words: Readonly<Record<StatusWord, string>> = {
  ok: 'OK',
  degraded: 'degraded',
  failing: 'failing',
  starting: 'starting',
  paused: 'paused',
  stale: 'stale',
  'no-data': 'without data',
  unknown: 'unknown',
}

/**
 * The strip in one sentence, for those who do not see it: the share of OK over the whole time (time without data counts
 * against it, not as OK), then how long each other status lasted, longest first.
 */
export function summarizeStrip(buckets: readonly StripBucket[]): string {
  const totalMs = buckets.reduce((sum, bucket) => sum + bucket.endMs - bucket.startMs, 0)
  if (totalMs <= 0) return 'No history yet.'
  const lasted = new Map<StatusWord, number>(statusWords.map((word) => [word, 0]))
  for (const bucket of buckets) {
    lasted.set(bucket.status, (lasted.get(bucket.status) ?? 0) + bucket.endMs - bucket.startMs)
  }
  const others = [...lasted]
    .filter(([word, ms]) => word !== 'ok' && ms > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([word, ms]) => `${words[word]} for ${formatDuration(ms / 1000)}`)
  const share = `Over ${formatDuration(totalMs / 1000)}: OK ${formatRatio((lasted.get('ok') ?? 0) / totalMs)} of the time`
  return `${[share, ...others].join(', ')}.`
}

/** One bucket in words: `2026-11-20 12:05 to 12:10: failing, 503 Service Unavailable`. */
export function describeBucket(bucket: StripBucket, zone: TimeZoneName): string {
  const from = formatMinute(bucket.startMs, zone)
  const to = formatMinute(bucket.endMs, zone)
  const until = to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to
  const word = bucket.status === 'no-data' ? 'no data' : words[bucket.status]
  return `${from} to ${until}: ${word}${bucket.detail ? `, ${bucket.detail}` : ''}`
}

/** Where a key moves to in a strip of `count` buckets; null for keys that mean nothing here. Page keys jump to the next change. */
export function moveInStrip(key: string, index: number, buckets: readonly StripBucket[]): number | null {
  const last = buckets.length - 1
  const change = (step: 1 | -1) => {
    let at = index
    while (at + step >= 0 && at + step <= last) {
      at += step
      if (buckets[at]?.status !== buckets[at - step]?.status) break
    }
    return at
  }
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1)
    case 'ArrowRight':
      return Math.min(last, index + 1)
    case 'PageUp':
      return change(-1)
    case 'PageDown':
      return change(1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
