import { formatValue } from '@/lib/format/value'
import { parseSampleValue, type RangeSeries } from '@/lib/prometheus/schema'
import { toPoints } from '@/lib/time/points'
import type { AbsoluteRange } from '@/lib/time/range'
import { shownPercentiles as percentiles } from './chart-plans'
import { type Bucket, type Quantile, quantileOf } from './quantiles'
import type { Chart, ChartSeries, Point } from './schema'

/** The upper bound that a label `le` writes; NaN for text that is no number. */
export function upperBoundOf(le: string | undefined): number {
  try {
    return parseSampleValue(le ?? '')
  } catch {
    return Number.NaN
  }
}

/** The buckets at each instant of the grid; buckets without a sample there are left out. */
function bucketsByTime(series: readonly RangeSeries[]): Map<number, Bucket[]> {
  const byTime = new Map<number, Bucket[]>()
  for (const { labels, samples } of series) {
    const upperBound = upperBoundOf(labels.le)
    if (Number.isNaN(upperBound)) continue
    for (const [time, perSecond] of samples) {
      const at = Math.round(time)
      const buckets = byTime.get(at) ?? []
      buckets.push({ upperBound, perSecond })
      byTime.set(at, buckets)
    }
  }
  return byTime
}

type Judged = { time: number; told: ReadonlyMap<number, Quantile> }

function judge(buckets: readonly RangeSeries[]): Judged[] {
  return [...bucketsByTime(buckets)].map(([time, held]) => ({
    time,
    told: new Map(percentiles.map((percent) => [percent, quantileOf(percent / 100, held)])),
  }))
}

function pointsWhere(grid: AbsoluteRange, judged: readonly Judged[], pick: (told: Judged['told']) => number | null) {
  const samples = judged.flatMap(({ time, told }): [number, number][] => {
    const value = pick(told)
    return value === null ? [] : [[time, value]]
  })
  return toPoints(samples, grid)
}

const isEmpty = (points: readonly Point[]) => points.every(([, value]) => value === null)

/** Lines for what is only known from one side: a percentile beyond the highest bucket, all of them inside one bucket. */
function boundLines(judged: readonly Judged[], grid: AbsoluteRange): ChartSeries[] {
  const above = percentiles.map((percent) => ({
    id: `p${percent}-above`,
    label: `p${percent}, more than`,
    points: pointsWhere(grid, judged, (told) => {
      const one = told.get(percent)
      return one?.kind === 'above' ? one.bound : null
    }),
  }))
  const within = {
    id: 'within',
    label: 'All, at most',
    points: pointsWhere(grid, judged, (told) => {
      const one = told.get(50)
      return one?.kind === 'within' ? one.high : null
    }),
  }
  return [...above, within].filter(({ points }) => !isEmpty(points))
}

function remarksOf(chart: Chart, judged: readonly Judged[]): string[] {
  const of = `of ${judged.length} points`
  const count = (percent: number, kind: Quantile['kind']) =>
    judged.filter(({ told }) => told.get(percent)?.kind === kind).length
  const beyond = percentiles.flatMap((percent) => {
    const points = count(percent, 'above')
    const one = judged.find(({ told }) => told.get(percent)?.kind === 'above')?.told.get(percent)
    const bound = one?.kind === 'above' ? formatValue(one.bound, chart.unit) : ''
    return points === 0
      ? []
      : [
          `p${percent} lies beyond the highest bucket at ${points} ${of}: more than ${bound}, how much more cannot be told.`,
        ]
  })
  const within = count(50, 'within')
  const idle = count(50, 'idle')
  const none = count(50, 'none')
  return [
    ...beyond,
    ...(within > 0
      ? [`Everything fell into one bucket at ${within} ${of}: no more than its upper bound can be told.`]
      : []),
    ...(none > 0 ? [`The histogram has no finite bucket at ${none} ${of}: no percentile can be told.`] : []),
    ...(idle > 0 ? [`No event at ${idle} ${of}: there is no percentile of nothing.`] : []),
  ]
}

/**
 * Percentiles as Prometheus worked them out, but only where the buckets bear them out: its answer is the edge of a bucket where
 * it cannot know more, and such points are drawn as lines of their own that say so.
 */
export function toQuantileLines(
  chart: Chart,
  lines: readonly RangeSeries[],
  buckets: readonly RangeSeries[],
  grid: AbsoluteRange,
): { series: ChartSeries[]; remarks: string[] } {
  const judged = judge(buckets)
  const byTime = new Map(judged.map((one) => [one.time, one.told]))
  const told = percentiles.flatMap((percent): ChartSeries[] => {
    const found = lines.find(({ labels }) => labels.line === `p${percent}`)
    if (!found) return []
    const trusted = found.samples.filter(([time]) => byTime.get(Math.round(time))?.get(percent)?.kind === 'value')
    return [{ id: `p${percent}`, label: `p${percent}`, points: toPoints(trusted, grid) }]
  })
  const exact = told.filter(({ points }) => !isEmpty(points))
  return { series: [...exact, ...boundLines(judged, grid)], remarks: remarksOf(chart, judged) }
}
