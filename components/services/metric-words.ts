import { formatValue } from '@/lib/format/value'
import type { MetricFigure, MetricRow, Sample } from '@/lib/services/schema'
import type { Absence } from '@/lib/services/vocabulary'

const words: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  '+Inf': Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
}

/** A sample as a number again, which may be none. */
export function toNumber(sample: Sample): number {
  return typeof sample === 'number' ? sample : (words[sample] ?? Number.NaN)
}

const between = (low: Sample, high: Sample, unit: string | null) => {
  const [from, to] = [formatValue(toNumber(low), unit), formatValue(toNumber(high), unit)]
  return from === to ? from : `${from} to ${to}`
}

const boundWords = { exact: 'p95 ', above: 'p95 more than ', 'at-most': 'p95 at most ' } as const

/** The figure of a metric in words. */
export function figureText(figure: MetricFigure, unit: string | null): string {
  switch (figure.kind) {
    case 'rate':
      return formatValue(toNumber(figure.perSecond), unit)
    case 'sum':
      return formatValue(toNumber(figure.total), unit)
    case 'each':
      return between(figure.low, figure.high, unit)
    case 'p95':
      return boundWords[figure.bound] + formatValue(figure.p95, unit)
    case 'state':
      return figure.count === figure.of ? figure.word : `${figure.word} (${figure.count} of ${figure.of})`
    case 'text':
      return figure.text
    case 'none':
      return '—'
  }
}

/** What the figure is of, for a hover and for screen readers. */
export function figureExplained(figure: MetricFigure, unit: string | null): string {
  switch (figure.kind) {
    case 'rate':
      return 'Per second over the last two minutes, all pods together'
    case 'sum':
      return `All pods together; a pod has ${between(figure.low, figure.high, unit)}`
    case 'each':
      return 'The lowest and the highest series; their sum would mean nothing'
    case 'p95':
      return figure.bound === 'exact'
        ? '95th percentile of the last two minutes'
        : 'The buckets do not tell it more exactly'
    case 'state':
      return 'The worst that pods report'
    case 'text':
      return 'Series by value'
    case 'none':
      return figure.reason
  }
}

/** To sort by; null where figures have no order among them. */
export function figureOrder({ figure }: Pick<MetricRow, 'figure'>): number | null {
  if (figure?.kind === 'rate') return toNumber(figure.perSecond)
  if (figure?.kind === 'sum') return toNumber(figure.total)
  if (figure?.kind === 'each') return toNumber(figure.high)
  return figure?.kind === 'p95' ? figure.p95 : null
}

export const absenceWords: Readonly<Record<Absence, string>> = {
  absent: 'Missing',
  'first-event': 'No event yet',
  'named-by-alerts': 'Missing, may not exist',
}

export type MetricFilter = { text: string; indicator: string; missing: boolean }

/** Rows that match all parts of the filter. `none` is the indicator of what the guide files nowhere. */
export function filterMetrics(rows: readonly MetricRow[], { text, indicator, missing }: MetricFilter): MetricRow[] {
  const searched = text.toLowerCase().split(/\s+/)
  return rows.filter((row) => {
    const said = [row.name, row.description, row.type, ...row.labels].join(' ').toLowerCase()
    return (
      searched.every((word) => said.includes(word)) &&
      (indicator === '' || (row.indicator ?? 'none') === indicator) &&
      (!missing || row.missing !== null)
    )
  })
}
