/** One bucket of a classic histogram: events per second at most as large as its upper bound. */
export type Bucket = { upperBound: number; perSecond: number }

/**
 * What a histogram can tell of a percentile. `above`: it lies beyond the highest bucket. `within`: all events fell into one bucket, so
 * that every percentile is just a point on the way through it. `idle`: nothing happened. `none`: there is no finite bucket.
 */
export type Quantile =
  | { kind: 'value'; value: number }
  | { kind: 'above'; bound: number }
  | { kind: 'within'; low: number; high: number }
  | { kind: 'idle' }
  | { kind: 'none' }

/** Rates of buckets differ by the rounding of floating-point numbers; below this share of all a bucket is empty. */
const noiseShare = 1e-9

/** Sorted, each bucket at least as full as the one before: scrapes that fall between two buckets break that. */
function inOrder(buckets: readonly Bucket[]): Bucket[] {
  const sorted = [...buckets].sort((a, b) => a.upperBound - b.upperBound)
  let fullest = 0
  return sorted.map(({ upperBound, perSecond }) => {
    fullest = Math.max(fullest, perSecond)
    return { upperBound, perSecond: fullest }
  })
}

/**
 * The percentile at `share` (0 to 1) by the same interpolation as Prometheus's `histogram_quantile`, which answers with the edge of
 * a bucket where it cannot know; here that is said. https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function quantileOf(share: number, buckets: readonly Bucket[]): Quantile {
  const ordered = inOrder(buckets)
  const last = ordered.at(-1)
  const highest = ordered.at(-2)
  if (!last || !highest || last.upperBound !== Number.POSITIVE_INFINITY) return { kind: 'none' }
  const total = last.perSecond
  if (!(total > 0)) return { kind: 'idle' }
  const rank = share * total
  const finite = ordered.slice(0, -1)
  const index = finite.findIndex(({ perSecond }) => perSecond >= rank)
  const bucket = finite[index]
  if (!bucket) return { kind: 'above', bound: highest.upperBound }
  const before = finite[index - 1]
  const below = before?.perSecond ?? 0
  const low = before?.upperBound ?? Math.min(0, bucket.upperBound)
  const inside = bucket.perSecond - below
  if (inside >= total * (1 - noiseShare)) return { kind: 'within', low, high: bucket.upperBound }
  if (!before && bucket.upperBound <= 0) return { kind: 'value', value: bucket.upperBound }
  return { kind: 'value', value: low + (bucket.upperBound - low) * ((rank - below) / inside) }
}
