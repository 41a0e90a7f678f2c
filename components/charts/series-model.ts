import { formatPreciseNumber } from '@/lib/format/number'
import { formatInstant, type TimeZoneName } from '@/lib/format/time'
import { formatValue } from '@/lib/format/value'

/** One line: Unix seconds and value; null (or NaN) where nothing was measured. */
export type ChartSeries = { id: string; label: string; points: readonly (readonly [number, number | null])[] }

/** A drawn instant: `t` in Unix seconds, the values by the index of their series (`s0`, `s1` …). */
export type ChartRow = { t: number; [key: `s${number}`]: number | null }

export type DrawnSeries = ChartSeries & { key: `s${number}`; color: string; isOther: boolean }

/** Colours of the palette; what comes after the eighth is drawn as "other". */
const paletteSize = 8

/** Gives each series its colour and its key in the rows. Keys are short and free of dots, which Recharts reads as paths. */
export function drawSeries(series: readonly ChartSeries[]): DrawnSeries[] {
  return series.map((one, index) => ({
    ...one,
    key: `s${index}`,
    color: index < paletteSize ? `var(--series-${index + 1})` : 'var(--series-other)',
    isOther: index >= paletteSize,
  }))
}

/** The distance between points, told or taken as the smallest one there is; null for fewer than two points. */
function stepOf(times: readonly number[], told: number | undefined): number | null {
  if (told !== undefined) return told
  let step: number | null = null
  for (let index = 1; index < times.length; index += 1) {
    const distance = (times[index] ?? 0) - (times[index - 1] ?? 0)
    if (step === null || distance < step) step = distance
  }
  return step
}

/**
 * All series on one time axis. What is not a finite number becomes null, so that the line breaks there; a hole in time that no
 * series covers gets one empty row for the same reason.
 */
export function toRows(series: readonly DrawnSeries[], stepSeconds?: number): ChartRow[] {
  const byTime = new Map<number, ChartRow>()
  for (const { key, points } of series) {
    for (const [t, value] of points) {
      const row = byTime.get(t) ?? { t }
      row[key] = value !== null && Number.isFinite(value) ? value : null
      byTime.set(t, row)
    }
  }
  const times = [...byTime.keys()].sort((a, b) => a - b)
  const step = stepOf(times, stepSeconds)
  const rows: ChartRow[] = []
  for (const [index, t] of times.entries()) {
    const before = times[index - 1]
    if (before !== undefined && step !== null && t - before > step * 1.5) rows.push({ t: before + step })
    rows.push(byTime.get(t) ?? { t })
  }
  return rows
}

/** Points with no neighbour on either side: a line cannot show them, so they get a dot. */
export function lonePoints(rows: readonly ChartRow[], key: `s${number}`): ReadonlySet<number> {
  const has = (row: ChartRow | undefined) => row?.[key] !== undefined && row[key] !== null
  const lone = new Set<number>()
  for (const [index, row] of rows.entries()) {
    if (has(row) && !has(rows[index - 1]) && !has(rows[index + 1])) lone.add(row.t)
  }
  return lone
}

/** From the lowest to the highest that is drawn, with zero and the `extra` values among them; stacked lines count by their sum. */
export function valueRange(
  rows: readonly ChartRow[],
  series: readonly DrawnSeries[],
  stacked: boolean,
  extra: readonly number[] = [],
): { min: number; max: number } {
  let min = Math.min(0, ...extra)
  let max = Math.max(0, ...extra)
  for (const row of rows) {
    let sum = 0
    for (const { key } of series) {
      const value = row[key] ?? 0
      sum += value
      min = Math.min(min, value)
      max = Math.max(max, stacked ? sum : value)
    }
  }
  return { min, max }
}

/** Shows what was hidden and the other way round. Hiding the last one shows all again: an empty chart tells nothing. */
export function toggleSeries(hidden: ReadonlySet<string>, id: string, all: readonly string[]): Set<string> {
  const next = new Set(hidden)
  if (!next.delete(id)) next.add(id)
  return all.every((one) => next.has(one)) ? new Set() : next
}

/** Shows one alone; asked again for the one that is alone already, shows all. */
export function isolateSeries(hidden: ReadonlySet<string>, id: string, all: readonly string[]): Set<string> {
  const alone = all.every((one) => (one === id) !== hidden.has(one))
  return alone ? new Set() : new Set(all.filter((one) => one !== id))
}

/** The last measured value of a series, with its time; null when it has none. */
export function lastPoint(series: ChartSeries): { t: number; value: number } | null {
  for (let index = series.points.length - 1; index >= 0; index -= 1) {
    const point = series.points[index]
    if (point && point[1] !== null && Number.isFinite(point[1])) return { t: point[0], value: point[1] }
  }
  return null
}

const describedSeries = 5

/** The chart in words: what, from when to when, and the last, lowest and highest value of the first few series. */
export function describeChart(
  chart: { title: string; unit: string | null; startSeconds: number; endSeconds: number },
  series: readonly ChartSeries[],
  zone: TimeZoneName,
): string {
  const range = `from ${formatInstant(chart.startSeconds * 1000, zone)} to ${formatInstant(chart.endSeconds * 1000, zone)}`
  const parts = series.slice(0, describedSeries).map((one) => {
    const values = one.points.flatMap(([, value]) => (value !== null && Number.isFinite(value) ? [value] : []))
    const last = lastPoint(one)
    if (!last) return `${one.label}: no data.`
    const low = values.reduce((a, b) => Math.min(a, b))
    const high = values.reduce((a, b) => Math.max(a, b))
    const [now, min, max] = [last.value, low, high].map((value) => formatValue(value, chart.unit))
    return `${one.label}: last ${now}, lowest ${min}, highest ${max}.`
  })
  const more = series.length > describedSeries ? [`And ${series.length - describedSeries} more.`] : []
  const head = series.length === 0 ? `${chart.title}, ${range}: no data.` : `${chart.title}, ${range}.`
  return [head, ...parts, ...more].join(' ')
}

/** The rows as a table: time in words, then each series' value in full precision. */
export function toTable(
  rows: readonly ChartRow[],
  series: readonly DrawnSeries[],
  zone: TimeZoneName,
): { t: number; time: string; values: string[] }[] {
  return rows.map((row) => ({
    t: row.t,
    time: formatInstant(row.t * 1000, zone),
    values: series.map(({ key }) => formatPreciseNumber(row[key] ?? null)),
  }))
}
