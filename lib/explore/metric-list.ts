import { type MetricReading, readingOf } from '@/lib/catalogue/model'
import type { Metric, Service } from '@/lib/catalogue/schema'
import { services } from '@/lib/catalogue/services'
import type { Metadata } from '@/lib/prometheus/schema'
import type { MetricEntry, SeriesNames } from './schema'
import { suggestQuery } from './suggestion'
import { type MetricKind, metricKinds } from './vocabulary'

/** What one Prometheus said: names of series seen lately, and what it knows of metrics. */
export type PrometheusMetrics = { names: readonly string[]; metadata: Metadata }

const maxHelpLength = 300
const documentedTypes = new Map(
  services.flatMap(({ metrics }) => metrics.map(({ name, type }) => [name, type] as const)),
)
const ownersByName = new Map<string, number>()
for (const { metrics } of services) {
  for (const { name } of metrics) ownersByName.set(name, (ownersByName.get(name) ?? 0) + 1)
}

function toKind(type: string | undefined): MetricKind {
  return metricKinds.find((kind) => kind === type) ?? 'unknown'
}

/** Targets may disagree about a metric; then nobody can say which is right. */
function agreed(metadata: Metadata, name: string) {
  const told = Object.hasOwn(metadata, name) ? (metadata[name] ?? []) : []
  const [first] = told
  if (!first) return null
  const types = new Set(told.map(({ type }) => type))
  return { kind: types.size === 1 ? toKind(first.type) : ('unknown' as const), help: first.help, unit: first.unit }
}

/** The metric that a series belongs to: `x_bucket` to the histogram `x`, where one is known, else itself. */
export function familyOf(series: string, metadata: Metadata): string {
  if (Object.hasOwn(metadata, series) || documentedTypes.has(series)) return series
  const match = /^(.+)_(bucket|sum|count|total|created)$/.exec(series)
  const base = match?.[1]
  if (!base) return series
  const kind = agreed(metadata, base)?.kind ?? documentedTypes.get(base)
  if (kind === undefined) return series
  // A counter keeps its ending: `x_total` is what one can ask for, whatever OpenMetrics calls it in the metadata.
  const isSplit = ['histogram', 'summary', 'gaugehistogram'].includes(kind)
  return isSplit && match[2] !== 'total' ? base : series
}

function shorten(text: string): string | null {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line === '') return null
  return line.length > maxHelpLength ? `${line.slice(0, maxHelpLength - 1)}…` : line
}

function absenceOf(metric: Metric): MetricEntry['absence'] {
  if (metric.appearsOnFirstEvent) return 'first-event'
  return metric.namedOnlyByAlerts ? 'alerts-only' : null
}

const kindByReading: Partial<Record<MetricReading, MetricKind>> = { rate: 'counter', quantiles: 'histogram' }

/**
 * How to ask: as the catalogue reads the metric (a gauge that only grows by its change), unless Prometheus says that it is of
 * another type than documented.
 */
function askedKind(metric: Metric, kind: MetricKind): MetricKind {
  return kind === metric.type ? (kindByReading[readingOf(metric)] ?? 'gauge') : kind
}

function documentedEntry(service: Service, metric: Metric, known: Known | null): MetricEntry {
  const { name } = metric
  const told = known && agreed(known.metadata, name)
  const kind = told && told.kind !== 'unknown' ? told.kind : metric.type
  const isShared = (ownersByName.get(name) ?? 0) > 1
  return {
    id: `${service.id}/${name}`,
    name,
    service: service.id,
    serviceName: service.name,
    kind,
    unit: metric.unit,
    help: metric.description,
    indicator: metric.indicator,
    presence: known === null ? 'unknown' : known.families.has(name) ? 'present' : 'missing',
    absence: absenceOf(metric),
    query: suggestQuery({
      name,
      kind: askedKind(metric, kind),
      hasBuckets: !known?.families.has(name) || known.names.has(`${name}_bucket`),
      container: isShared ? (service.workload?.container ?? null) : null,
      by: service.workload ? 'pod' : 'instance',
    }),
  }
}

function otherEntry(name: string, known: Known): MetricEntry {
  const base = name.replace(/_total$/, '')
  const told = agreed(known.metadata, name) ?? agreed(known.metadata, base)
  // Without metadata only the naming convention of counters is left to go by.
  const kind = told?.kind ?? (name.endsWith('_total') ? 'counter' : 'unknown')
  return {
    id: `/${name}`,
    name,
    service: null,
    serviceName: null,
    kind,
    unit: unitOfSeries(name, known.metadata),
    help: told ? shorten(told.help) : null,
    indicator: null,
    presence: 'present',
    absence: null,
    query: suggestQuery({ name, kind, hasBuckets: known.names.has(`${name}_bucket`), container: null, by: 'job' }),
  }
}

type Known = { names: ReadonlySet<string>; families: ReadonlySet<string>; metadata: Metadata }

const validName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/

/**
 * Every metric: the documented ones first, service by service, then what else Prometheus has, by name. Null: Prometheus did not
 * answer, so that only the documented ones are known, and nobody can tell whether they are there.
 */
export function buildMetrics(told: PrometheusMetrics | null): MetricEntry[] {
  const names = told?.names.filter((name) => validName.test(name)) ?? []
  const families = new Set(told ? names.map((name) => familyOf(name, told.metadata)) : [])
  const known = told && { names: new Set(names), families, metadata: told.metadata }
  const documented = services.flatMap((service) =>
    service.metrics.map((metric) => documentedEntry(service, metric, known)),
  )
  if (!known) return documented
  const others = [...families].filter((name) => !documentedTypes.has(name)).sort()
  return [...documented, ...others.map((name) => otherEntry(name, known))]
}

/** Units that documented metrics have; undefined where services disagree. */
const documentedUnits = new Map<string, string | null>()
for (const { name, unit } of services.flatMap(({ metrics }) => metrics)) {
  const before = documentedUnits.get(name)
  documentedUnits.set(name, before === undefined || before === unit ? unit : null)
}

const unitEndings: readonly (readonly [RegExp, string])[] = [
  [/_(timestamp|time)_seconds$/, 'unix-seconds'],
  [/_seconds(_total)?$/, 'seconds'],
  [/_milliseconds$/, 'milliseconds'],
  [/_bytes(_total)?$/, 'bytes'],
  [/_ratio$/, 'ratio'],
  [/_percent$/, 'percent'],
  [/_total$/, 'count'],
]

/** The unit of a series by catalogue, metadata or the naming convention of Prometheus; null where none of them tells. */
export function unitOfSeries(series: string, metadata: Metadata): string | null {
  const family = familyOf(series, metadata)
  if (family !== series && /_(bucket|count)$/.test(series)) return 'count'
  const documented = documentedUnits.get(family)
  if (documented !== undefined) return documented
  return agreed(metadata, family)?.unit || (unitEndings.find(([ending]) => ending.test(family))?.[1] ?? null)
}

/** Every series name with its kind and help, for completion; at most `limit`. */
export function buildSeriesNames({ names, metadata }: PrometheusMetrics, limit: number): SeriesNames {
  const helps = new Map(services.flatMap(({ metrics }) => metrics.map(({ name, description }) => [name, description])))
  const items = names.slice(0, limit).map((name) => {
    const family = familyOf(name, metadata)
    const told = agreed(metadata, family)
    return {
      name,
      kind: told?.kind ?? documentedTypes.get(family) ?? ('unknown' as const),
      help: helps.get(family) ?? (told ? shorten(told.help) : null),
    }
  })
  return { items, truncated: names.length > limit }
}
