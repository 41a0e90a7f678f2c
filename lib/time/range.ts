/** Ranges offered everywhere, in seconds. */
export const relativeRanges = {
  '15m': 900,
  '1h': 3600,
  '3h': 10_800,
  '6h': 21_600,
  '24h': 86_400,
  '2d': 172_800,
  '7d': 604_800,
} as const
export type RelativeRange = keyof typeof relativeRanges
export const relativeRangeNames = Object.keys(relativeRanges) as [RelativeRange, ...RelativeRange[]]

/** A time range as it stands in the URL: `range=1h`, or absolute `from`/`to` in Unix seconds. Absolute wins. */
export type TimeRange = { range: RelativeRange; from?: number; to?: number }

const maxRangeSeconds = 31 * 86_400

/** What is wrong with the ends of a range, and with which of them; null when it can be shown. */
export function rangeProblem({
  from,
  to,
}: Pick<TimeRange, 'from' | 'to'>): { path: 'from' | 'to'; message: string } | null {
  if (from === undefined && to === undefined) return null
  if (from === undefined || to === undefined) return { path: 'to', message: 'from and to go together' }
  if (from <= 0) return { path: 'from', message: 'from must be after 1970' }
  if (from >= to) return { path: 'from', message: 'from must be before to' }
  return to - from > maxRangeSeconds ? { path: 'from', message: 'at most 31 days' } : null
}

export type AbsoluteRange = { startSeconds: number; endSeconds: number; stepSeconds: number }

/**
 * Resolves a range at `nowSeconds` into start, end and a step that gives at most `maxPoints` points and never less than
 * `minStepSeconds` (the scrape interval: finer steps would only repeat samples). Ends are aligned to the step, so that a
 * refetch moves whole buckets and charts do not shimmer.
 */
export function resolveRange(
  range: TimeRange,
  nowSeconds: number,
  maxPoints = 240,
  minStepSeconds = 15,
): AbsoluteRange {
  const end = range.to ?? nowSeconds
  const start = range.from ?? end - relativeRanges[range.range]
  const raw = Math.max(minStepSeconds, (end - start) / maxPoints)
  const stepSeconds = Math.ceil(raw / 5) * 5
  return {
    startSeconds: Math.floor(start / stepSeconds) * stepSeconds,
    endSeconds: Math.floor(end / stepSeconds) * stepSeconds,
    stepSeconds,
  }
}
