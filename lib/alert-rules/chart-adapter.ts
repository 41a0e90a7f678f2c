import type { InstantSeries, Labels, RangeSeries } from '@/lib/prometheus/schema'
import { toPoints } from '@/lib/time/points'
import type { AbsoluteRange } from '@/lib/time/range'
import type { RuleSeriesAnswer } from './schema'

type Line = RuleSeriesAnswer['series'][number]

/** The order in which labels are tried for a line's name: what people call the thing first, where it runs last. */
const nameOrder = ['pod', 'device_name', 'topic', 'instance']
const lastOrder = ['container', 'job', 'namespace', 'service', '__name__']

/** The label sets that a ranking found, nearest to firing first. */
export function toMembers(ranked: readonly InstantSeries[], isDescending: boolean): Labels[] {
  return [...ranked]
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => (isDescending ? b.value - a.value : a.value - b.value))
    .map(({ labels }) => labels)
}

function rankOfName(name: string): number {
  const first = nameOrder.indexOf(name)
  if (first >= 0) return first
  const last = lastOrder.indexOf(name)
  return nameOrder.length + (last < 0 ? 0 : 1 + last)
}

const nameOf = (labels: Labels, names: readonly string[]) => names.flatMap((name) => labels[name] ?? []).join(' · ')

/** The fewest labels that tell these series apart: one alone where one does, else one more after the other. */
function tellingLabels(all: readonly Labels[]): string[] {
  const known = [...new Set(all.flatMap((labels) => Object.keys(labels)))].sort(
    (a, b) => rankOfName(a) - rankOfName(b) || a.localeCompare(b),
  )
  const tellsApart = (names: readonly string[]) =>
    new Set(all.map((labels) => nameOf(labels, names))).size === all.length
  const alone = known.find((name) => tellsApart([name]))
  if (alone !== undefined) return [alone]
  const names: string[] = []
  for (const name of known) {
    if (new Set(all.map((labels) => labels[name] ?? '')).size > 1) names.push(name)
    if (tellsApart(names)) break
  }
  return names
}

/** Lines named by what tells their series apart. `what` goes before the names where several kinds of line stand together. */
export function toRuleLines(
  series: readonly RangeSeries[],
  grid: AbsoluteRange,
  { id, what, fallback }: { id: string; what: string | null; fallback: string },
): Line[] {
  const telling = tellingLabels(series.map(({ labels }) => labels))
  return series.map(({ labels, samples }) => {
    const name = nameOf(labels, telling) || fallback
    return {
      id: `${id}:${JSON.stringify(Object.entries(labels).sort())}`,
      label: what === null ? name : `${what}: ${name}`,
      points: toPoints(samples, grid),
    }
  })
}
