import { portalStatusText } from '@/lib/catalogue/model'
import type { Metric } from '@/lib/catalogue/schema'
import { type InstantSeries, parseSampleValue, type RangeSeries } from '@/lib/prometheus/schema'
import { toPoints } from '@/lib/time/points'
import type { AbsoluteRange } from '@/lib/time/range'
import { readingStatus } from './gauges'
import type { Chart, ChartSeries, Point } from './schema'
import type { SeriesSplit } from './vocabulary'

/** How many pods or tenants get a line of their own; the palette has eight colours. */
export const maxLines = 8

/** What is left of a sum after its parts were taken away is noise below this share of the sum. */
const noiseShare = 1e-6

function portalLabel(raw: string): string {
  try {
    return portalStatusText(parseSampleValue(raw))
  } catch {
    return raw
  }
}

function lineLabel(chart: Chart, metric: Metric | null, line: string): string {
  if (chart.kind === 'codes') return portalLabel(line)
  if (chart.kind === 'state' && metric) return `${readingStatus(metric, line).word} (${line})`
  return chart.kind === 'version' && line === '' ? '(no version)' : line
}

/** Lines out of a `lines` plan. `metric` is the one that the chart draws; null where it draws several. */
export function toLines(
  chart: Chart,
  metric: Metric | null,
  series: readonly RangeSeries[],
  grid: AbsoluteRange,
): ChartSeries[] {
  return series.flatMap(({ labels, samples }) => {
    // Prometheus drops a label that is empty, and so it does that of a version that is.
    const line = labels.line ?? (chart.kind === 'version' ? '' : undefined)
    return line === undefined
      ? []
      : [{ id: line, label: lineLabel(chart, metric, line), points: toPoints(samples, grid) }]
  })
}

/** The eight largest lines of errors or the like; a plan whose lines are few by nature keeps all. */
export function largestLines(lines: readonly ChartSeries[]): ChartSeries[] {
  const size = (line: ChartSeries) => line.points.reduce((sum, [, value]) => sum + Math.abs(value ?? 0), 0)
  return [...lines].sort((a, b) => size(b) - size(a) || a.id.localeCompare(b.id)).slice(0, maxLines)
}

/** Names of the members that `rank` put on top, largest first. A series without the label is named by an empty text. */
export function toRankedMembers(label: string, series: readonly InstantSeries[]): string[] {
  return [...series]
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => b.value - a.value || (a.labels[label] ?? '').localeCompare(b.labels[label] ?? ''))
    .map(({ labels }) => labels[label] ?? '')
}

function otherPoints(all: readonly Point[], shown: readonly ChartSeries[]): Point[] {
  return all.map(([time, total], index): Point => {
    if (total === null) return [time, null]
    const told = shown.reduce((sum, { points }) => sum + (points[index]?.[1] ?? 0), 0)
    const rest = total - told
    return [time, Math.abs(rest) <= noiseShare * Math.abs(total) ? 0 : rest]
  })
}

type SplitAnswer = {
  label: SeriesSplit
  members: readonly string[]
  each: readonly RangeSeries[]
  /** null where the members' sum means nothing. */
  all: readonly RangeSeries[] | null
  grid: AbsoluteRange
}

/**
 * Lines out of a `split` plan: the members in rank order, then what all others add up to, pods that are gone by now among
 * them. No line for others that add up to nothing, nor where adding makes no sense.
 */
export function toSplitLines({ label, members, each, all, grid }: SplitAnswer): ChartSeries[] {
  const byMember = new Map(each.map(({ labels, samples }) => [labels[label] ?? '', samples]))
  const shown = members.flatMap((member): ChartSeries[] => {
    const samples = byMember.get(member)
    return samples
      ? [{ id: `${label}:${member}`, label: member === '' ? `(no ${label})` : member, points: toPoints(samples, grid) }]
      : []
  })
  if (all === null) return shown
  const other = otherPoints(toPoints(all[0]?.samples ?? [], grid), shown)
  const matters = other.some(([, value]) => value !== null && value !== 0)
  return matters ? [...shown, { id: 'other', label: `other ${label}s`, points: other }] : shown
}

/** Named single values (requests, limits) that a chart draws across; what Prometheus does not have is left out. */
export function toThresholds(series: readonly InstantSeries[]): { label: string; value: number }[] {
  return series.flatMap(({ labels, value }) =>
    labels.line !== undefined && Number.isFinite(value) ? [{ label: labels.line, value }] : [],
  )
}
