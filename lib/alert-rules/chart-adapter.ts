import type { InstantSeries, Labels, RangeSeries } from '@/lib/prometheus/schema'
import type { AbsoluteRange } from '@/lib/time/range'
import type { RuleSeriesAnswer } from './schema'

type Line = RuleSeriesAnswer['series'][number]
type Point = Line['points'][number]

/** Labels that say little beside the others; used only when nothing else tells two series apart. */
const quiet = new Set(['__name__', 'namespace', 'container', 'service', 'job', 'instance'])

/** The label sets that a ranking found, nearest to firing first. */
export function toMembers(ranked: readonly InstantSeries[], isDescending: boolean): Labels[] {
  return [...ranked]
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => (isDescending ? b.value - a.value : a.value - b.value))
    .map(({ labels }) => labels)
}

/** On the whole grid of a range: a step without a sample is a hole, never a line across it. */
function toPoints(samples: readonly (readonly [number, number])[], grid: AbsoluteRange): Point[] {
  const byTime = new Map(samples.map(([time, value]) => [Math.round(time), value]))
  const points: Point[] = []
  for (let time = grid.startSeconds; time <= grid.endSeconds; time += grid.stepSeconds) {
    const value = byTime.get(time)
    points.push([time, value === undefined || !Number.isFinite(value) ? null : value])
  }
  return points
}

/** The names of labels by which these series differ, the telling ones first. */
function tellingLabels(all: readonly Labels[]): string[] {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))]
  const differing = names.filter((name) => new Set(all.map((labels) => labels[name] ?? '')).size > 1)
  const loud = differing.filter((name) => !quiet.has(name))
  if (loud.length > 0) return loud
  if (differing.length > 0) return differing
  return names.filter((name) => !quiet.has(name))
}

function nameOf(labels: Labels, telling: readonly string[], fallback: string): string {
  const parts = telling.flatMap((name) => labels[name] ?? [])
  return parts.length > 0 ? parts.join(' · ') : (labels.instance ?? fallback)
}

/** Lines named by what tells their series apart. `what` goes before the names where several kinds of line stand together. */
export function toRuleLines(
  series: readonly RangeSeries[],
  grid: AbsoluteRange,
  { id, what, fallback }: { id: string; what: string | null; fallback: string },
): Line[] {
  const telling = tellingLabels(series.map(({ labels }) => labels))
  return series.map(({ labels, samples }) => {
    const name = nameOf(labels, telling, fallback)
    return {
      id: `${id}:${JSON.stringify(Object.entries(labels).sort())}`,
      label: what === null ? name : `${what}: ${name}`,
      points: toPoints(samples, grid),
    }
  })
}
