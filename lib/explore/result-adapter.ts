import type { Evaluation } from '@/lib/prometheus/client'
import type { InstantSeries, RangeSeries } from '@/lib/prometheus/schema'
import { toPoints } from '@/lib/time/points'
import type { AbsoluteRange } from '@/lib/time/range'
import { sampleValue } from './model'
import type { InstantRow, QueryResult, RangeRow, Sample } from './schema'

export function toSample(value: number): Sample {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Number.POSITIVE_INFINITY) return '+Inf'
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : value
}

/** Largest first; what is not a number comes last, because it has no place in an order. */
function compareDown(a: Sample, b: Sample): number {
  const [left, right] = [sampleValue(a), sampleValue(b)]
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
  return left === right ? 0 : right - left
}

function toInstantRow({ labels, value, timeSeconds }: InstantSeries): InstantRow {
  return { labels, value: toSample(value), samples: null, timeSeconds }
}

function toPrintedRow({ labels, samples }: RangeSeries): InstantRow[] {
  const last = samples.at(-1)
  return last ? [{ labels, value: toSample(last[1]), samples: samples.length, timeSeconds: last[0] }] : []
}

export type Shaped<Result> = { result: Result; totalRows: number }

/** An instant answer, largest values first, at most `maxRows`. */
export function toInstantResult(evaluation: Evaluation, timeSeconds: number, maxRows: number): Shaped<QueryResult> {
  if (evaluation.kind === 'string') return { result: { kind: 'string', text: evaluation.text }, totalRows: 1 }
  if (evaluation.kind === 'scalar') {
    const { value, timeSeconds: at } = evaluation
    return { result: { kind: 'scalar', timeSeconds: at, value: toSample(value) }, totalRows: 1 }
  }
  const rows =
    evaluation.kind === 'vector' ? evaluation.series.map(toInstantRow) : evaluation.series.flatMap(toPrintedRow)
  rows.sort((a, b) => compareDown(a.value, b.value))
  const at = evaluation.kind === 'vector' ? (evaluation.series[0]?.timeSeconds ?? timeSeconds) : timeSeconds
  return { result: { kind: 'vector', timeSeconds: at, rows: rows.slice(0, maxRows) }, totalRows: rows.length }
}

function summarise({ labels, samples }: RangeSeries): RangeRow[] {
  const last = samples.at(-1)
  if (!last) return []
  const finite = samples.flatMap(([, value]) => (Number.isFinite(value) ? [value] : []))
  const none = finite.length === 0
  return [
    {
      labels,
      last: toSample(last[1]),
      lastSeconds: last[0],
      min: none ? null : finite.reduce((a, b) => Math.min(a, b)),
      max: none ? null : finite.reduce((a, b) => Math.max(a, b)),
      mean: none ? null : finite.reduce((sum, value) => sum + value / finite.length, 0),
      notFinite: samples.length - finite.length,
      values: null,
    },
  ]
}

export type RangeResult = Extract<QueryResult, { kind: 'range' }>

/** A range answer, the largest last values first: at most `maxRows`, the first `maxLines` of them with their points. */
export function toRangeResult(
  series: readonly RangeSeries[],
  grid: AbsoluteRange,
  limits: { maxRows: number; maxLines: number },
): Shaped<RangeResult> {
  const ranked = series
    .flatMap((one) => summarise(one).map((row) => ({ row, samples: one.samples })))
    .sort((a, b) => b.row.lastSeconds - a.row.lastSeconds || compareDown(a.row.last, b.row.last))
  const rows = ranked.slice(0, limits.maxRows).map(({ row, samples }, at): RangeRow => {
    const drawn = at < limits.maxLines
    return { ...row, values: drawn ? toPoints(samples, grid).map(([, value]) => value) : null }
  })
  return { result: { kind: 'range', ...grid, rows }, totalRows: ranked.length }
}
