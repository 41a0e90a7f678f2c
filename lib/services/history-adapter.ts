import type { RangeSeries } from '@/lib/prometheus/schema'
import { readingKey } from './parts'

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
