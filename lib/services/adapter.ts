import type { InstantSeries, RangeSeries } from '@/lib/prometheus/schema'
import { type FigureReading, type GaugeReading, type PortalReading, readingKey, type VersionReading } from './parts'
import type { Point } from './schema'

/** Readings out of `gaugeQuery`. The value of each series is how many series hold `raw`. */
export function toGaugeReadings(series: readonly InstantSeries[]): GaugeReading[] {
  return series.flatMap(({ labels, value }) => {
    const { __name__: metric, raw, namespace = '', pod = '' } = labels
    return metric && raw !== undefined ? [{ metric, raw, namespace, pod, seriesCount: value }] : []
  })
}

/** Versions out of `versionQuery`. A pod that reports several (it restarted just now) keeps the first by name. */
export function toVersionReadings(series: readonly InstantSeries[]): VersionReading[] {
  return series
    .flatMap(({ labels }) => {
      const { namespace = '', pod = '', version } = labels
      return version ? [{ namespace, pod, version }] : []
    })
    .sort((a, b) => b.version.localeCompare(a.version))
}

/** Key figures out of `figureQuery`. */
export function toFigureReadings(series: readonly InstantSeries[]): FigureReading[] {
  return series.flatMap(({ labels, value }) => (labels.figure ? [{ metric: labels.figure, value }] : []))
}

/** Portal codes and their age out of `portalQuery`. */
export function toPortalReading(series: readonly InstantSeries[]): PortalReading {
  const age = series.find(({ labels }) => labels.figure === 'age')
  return {
    codes: series.flatMap(({ labels, value }) =>
      labels.raw === undefined ? [] : [{ raw: labels.raw, tenants: value }],
    ),
    ageSeconds: age && Number.isFinite(age.value) ? Math.max(0, age.value) : null,
  }
}

/** NaN and the infinities have no place in JSON, nor on a line. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/**
 * One series on the whole grid of a range: a step without a sample is null, so that a chart shows a gap where nothing was
 * measured, never a line across it.
 */
export function toPoints(
  samples: readonly (readonly [number, number])[],
  grid: { startSeconds: number; endSeconds: number; stepSeconds: number },
): Point[] {
  const byTime = new Map(samples.map(([time, value]) => [Math.round(time), value]))
  const points: Point[] = []
  for (let time = grid.startSeconds; time <= grid.endSeconds; time += grid.stepSeconds) {
    const value = byTime.get(time)
    points.push([time, value === undefined ? null : finite(value)])
  }
  return points
}

/** Sparklines out of `figureQuery` over a range, by metric, with three significant digits: they are 100 pixels wide. */
export function toSparklines(
  series: readonly RangeSeries[],
  grid: { startSeconds: number; endSeconds: number; stepSeconds: number },
): Map<string, Point[]> {
  return new Map(
    series.flatMap(({ labels, samples }) => {
      if (!labels.figure) return []
      const points = toPoints(samples, grid).map(
        ([time, value]): Point => [time, value === null ? null : Number(value.toPrecision(3))],
      )
      return [[labels.figure, points]]
    }),
  )
}

type Run = {
  metric: string
  raw: string
  namespace: string
  pod: string
  samples: readonly (readonly [number, number])[]
}

function toRuns(series: readonly RangeSeries[]): Run[] {
  return series.flatMap(({ labels, samples }) => {
    const { __name__: metric, raw, namespace = '', pod = '' } = labels
    return metric && raw !== undefined ? [{ metric, raw, namespace, pod, samples }] : []
  })
}

/**
 * Since when each value holds, out of `historyQuery` over a range: the start of the unbroken run of samples that reaches the
 * range's end. It is exact (to a step) when the same gauge said something else just before; else the series, or Prometheus
 * itself, began there, and the value may be older. Keys as `readingKey` makes them.
 */
export function toBeginnings(
  series: readonly RangeSeries[],
  grid: { endSeconds: number; stepSeconds: number },
): Map<string, { since: string; atLeast: boolean }> {
  const runs = toRuns(series)
  const beginnings = new Map<string, { since: string; atLeast: boolean }>()
  for (const run of runs) {
    const begun = beginningOfRun(run.samples, grid)
    if (begun === null) continue
    const before = begun - 1.5 * grid.stepSeconds
    const changed = runs.some(
      (other) =>
        other !== run &&
        other.metric === run.metric &&
        other.pod === run.pod &&
        other.namespace === run.namespace &&
        other.samples.some(([time]) => time >= before && time < begun),
    )
    beginnings.set(readingKey(run), { since: new Date(begun * 1000).toISOString(), atLeast: !changed })
  }
  return beginnings
}

function beginningOfRun(samples: Run['samples'], grid: { endSeconds: number; stepSeconds: number }): number | null {
  const gap = 1.5 * grid.stepSeconds
  const last = samples.at(-1)
  if (!last || grid.endSeconds - last[0] > gap) return null
  let begun = last[0]
  for (let index = samples.length - 2; index >= 0; index -= 1) {
    const time = samples[index]?.[0] ?? 0
    if (begun - time > gap) break
    begun = time
  }
  return begun
}
