import { portalStatusText, readingOf, statusRank } from '@/lib/catalogue/model'
import type { Metric, Service } from '@/lib/catalogue/schema'
import { type InstantSeries, type Metadata, parseSampleValue } from '@/lib/prometheus/schema'
import { absenceNote, readingNote, serviceCharts } from './charts'
import { readingStatus, serviceOfReading } from './gauges'
import { fallWindow, metricQuery } from './metric-questions'
import type { GaugeReading } from './parts'
import { upperBoundOf } from './quantile-adapter'
import { type Bucket, quantileOf } from './quantiles'
import type { MetricFigure, MetricRow, Sample } from './schema'

/** Answers to `metricQuestions`, and what else is known of the service's metrics. */
export type MetricAnswers = {
  presence: readonly InstantSeries[]
  present: readonly InstantSeries[]
  rates: readonly InstantSeries[]
  buckets: readonly InstantSeries[]
  /** All gauges with a scale that the last refresh of the services found. */
  gauges: readonly GaugeReading[]
  metadata: Metadata
}

export function toSample(value: number): Sample {
  if (Number.isFinite(value)) return value
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

/** Series of a metric, all three kinds of a histogram's together. */
function countSeries({ name, type }: Metric, presence: readonly InstantSeries[]): number {
  const names = type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
  return presence.reduce((sum, { labels, value }) => sum + (names.includes(labels.figure ?? '') ? value : 0), 0)
}

const nothing = (reason: string): MetricFigure => ({ kind: 'none', reason })

function presentFigure(kind: 'sum' | 'each', metric: Metric, present: readonly InstantSeries[]): MetricFigure {
  const find = (agg: string) => present.find(({ labels }) => labels.figure === metric.name && labels.agg === agg)?.value
  const low = find('low')
  const high = find('high')
  const total = find('sum')
  if (low === undefined || high === undefined) return nothing('Prometheus gave no figure')
  if (kind === 'each') return { kind, low: toSample(low), high: toSample(high) }
  return { kind, total: toSample(total ?? Number.NaN), low: toSample(low), high: toSample(high) }
}

function rateFigure(metric: Metric, rates: readonly InstantSeries[]): MetricFigure {
  const found = rates.find(({ labels }) => labels.figure === metric.name && labels.agg === undefined)
  return found
    ? { kind: 'rate', perSecond: toSample(found.value) }
    : nothing('Fewer than two samples within two minutes: no rate can be told yet')
}

function quantileFigure(metric: Metric, series: readonly InstantSeries[]): MetricFigure {
  const buckets = series.flatMap(({ labels, value }): Bucket[] => {
    const upperBound = upperBoundOf(labels.le)
    return labels.figure === metric.name && !Number.isNaN(upperBound) ? [{ upperBound, perSecond: value }] : []
  })
  const quantile = quantileOf(0.95, buckets)
  switch (quantile.kind) {
    case 'value':
      return { kind: 'p95', p95: quantile.value, bound: 'exact' }
    case 'above':
      return { kind: 'p95', p95: quantile.bound, bound: 'above' }
    case 'within':
      return { kind: 'p95', p95: quantile.high, bound: 'at-most' }
    case 'idle':
      return nothing('No event in the last two minutes')
    case 'none':
      return nothing('Cannot tell: the histogram has no finite bucket')
  }
}

function stateFigure(service: Service, metric: Metric, gauges: readonly GaugeReading[]): MetricFigure {
  const own = gauges.filter((reading) => reading.metric === metric.name && serviceOfReading(reading)?.id === service.id)
  const said = own.map((reading) => ({ ...readingStatus(metric, reading.raw), count: reading.seriesCount }))
  const [worst] = [...said].sort((a, b) => statusRank(a.status) - statusRank(b.status))
  if (!worst) return nothing('The last refresh of the services had no such gauge')
  const count = said.reduce((sum, one) => sum + (one.word === worst.word ? one.count : 0), 0)
  return {
    kind: 'state',
    status: worst.status,
    word: worst.word,
    count,
    of: said.reduce((sum, one) => sum + one.count, 0),
  }
}

function codeText(raw: string): string {
  try {
    return portalStatusText(parseSampleValue(raw))
  } catch {
    return raw
  }
}

function listFigure(metric: Metric, present: readonly InstantSeries[]): MetricFigure {
  const parts = present
    .filter(({ labels }) => labels.figure === metric.name)
    .sort((a, b) => b.value - a.value)
    .map(({ labels, value }) =>
      labels.agg === 'code'
        ? `${codeText(labels.raw ?? '')}: ${value}`
        : `${labels.version ?? '(no version)'}: ${value}`,
    )
  return parts.length > 0 ? { kind: 'text', text: parts.join(', ') } : nothing('Prometheus gave no figure')
}

function figureOf(service: Service, metric: Metric, answers: MetricAnswers): MetricFigure {
  const reading = readingOf(metric)
  if (reading === 'sum' || reading === 'each') return presentFigure(reading, metric, answers.present)
  if (reading === 'rate' || reading === 'events') return rateFigure(metric, answers.rates)
  if (reading === 'quantiles') return quantileFigure(metric, answers.buckets)
  return reading === 'state' ? stateFigure(service, metric, answers.gauges) : listFigure(metric, answers.present)
}

/** A counter that is shown as a present number, but has only grown while it was watched, may well be a running total. */
function fallNote(metric: Metric, rates: readonly InstantSeries[]): string[] {
  const found = rates.find(({ labels }) => labels.figure === metric.name && labels.agg === 'falls')
  return found?.value === 0
    ? [`In the last ${fallWindow === '1h' ? 'hour' : fallWindow} it never fell: it may be a running total after all.`]
    : []
}

function typeNote(metric: Metric, told: string | null): string[] {
  return told !== null && told !== metric.type && told !== 'unknown' && told !== 'untyped'
    ? [`Prometheus was told that it is a ${told}; the guide prints ${metric.type}.`]
    : []
}

function missingOf(metric: Metric): NonNullable<MetricRow['missing']> {
  const kind = metric.appearsOnFirstEvent ? 'first-event' : metric.namedOnlyByAlerts ? 'named-by-alerts' : 'absent'
  return { kind, note: absenceNote(metric) }
}

/** Every documented metric of a service, in the guide's order, with its present figure or why there is none. */
export function toMetricRows(
  service: Service,
  namespaces: readonly string[] | null,
  answers: MetricAnswers,
): MetricRow[] {
  const units = new Map(serviceCharts(service).map(({ id, unit }) => [id, unit]))
  return service.metrics.map((metric): MetricRow => {
    const seriesCount = countSeries(metric, answers.presence)
    const types = [...new Set((answers.metadata[metric.name] ?? []).map(({ type }) => type))]
    const prometheusType = types.length > 0 ? types.join(' or ') : null
    const note = readingNote(metric)
    const others = (metric.decisions ?? []).filter(({ about }) => about !== 'type' || !metric.readAs)
    return {
      name: metric.name,
      description: metric.description,
      type: metric.type,
      prometheusType,
      unit: metric.unit,
      figureUnit: units.get(metric.name) ?? null,
      labels: metric.labels,
      indicator: metric.indicator,
      figure: seriesCount > 0 ? figureOf(service, metric, answers) : null,
      seriesCount,
      missing: seriesCount > 0 ? null : missingOf(metric),
      notes: [
        ...(note ? [note] : []),
        ...fallNote(metric, answers.rates),
        ...typeNote(metric, prometheusType),
        ...others.map(
          ({ about, decision, reason }) => `${about[0]?.toUpperCase()}${about.slice(1)}: ${decision} ${reason}`,
        ),
      ],
      query: metricQuery(service, metric, namespaces),
    }
  })
}
