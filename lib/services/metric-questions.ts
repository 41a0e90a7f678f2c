import { type MetricReading, readingOf } from '@/lib/catalogue/model'
import { ownSeries } from '@/lib/catalogue/own-series'
import type { Metric, Service } from '@/lib/catalogue/schema'
import { podNamePattern, serviceForMetricName } from '@/lib/catalogue/services'
import { inNamespaces, matcher, selector } from '@/lib/prometheus/promql'
import { alternation, freshCodes, type PortalScope, rateWindow } from './promql'

/** How far back a counter that the guide takes for a present number is watched for a fall. */
export const fallWindow = '1h'

/** The questions of one refresh of the table; null where the service has no metric of that kind. */
export type MetricQuestions = { presence: string; present: string | null; rates: string | null; buckets: string | null }

/** Series of a metric as Prometheus names them. */
function seriesNames({ name, type }: Metric): string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
}

const ofReading = (service: Service, ...readings: readonly MetricReading[]) =>
  service.metrics.filter((metric) => readings.includes(readingOf(metric)))

/**
 * One selector for metrics that only this service has, which may also come without a pod, and one for names that it shares with
 * others, which are told apart by the pod. Joined by `or`; empty lists are left out. Null of no metrics.
 */
function selectSeries(
  service: Service,
  metrics: readonly Metric[],
  namespaces: readonly string[] | null,
  wrap: (select: string) => string,
  namesOf: (metric: Metric) => string[] = (metric) => [metric.name],
): string | null {
  const pattern = podNamePattern(service)
  const isOwn = (metric: Metric) => serviceForMetricName(metric.name)?.id === service.id
  const spaces = pattern === null ? [] : inNamespaces(namespaces)
  const parts = [
    {
      names: metrics.filter(isOwn).flatMap(namesOf),
      pods: pattern === null ? [] : [matcher('pod', '=~', `${pattern}|`)],
    },
    { names: metrics.filter((metric) => !isOwn(metric)).flatMap(namesOf), pods: [matcher('pod', '=~', pattern ?? '')] },
  ].filter(({ names }) => names.length > 0)
  if (parts.length === 0) return null
  return parts.map(({ names, pods }) => wrap(alternation(names, [...spaces, ...pods]))).join(' or ')
}

const tag = (name: string, value: string, expression: string) =>
  `label_replace(${expression}, "${name}", "${value}", "", "")`

/** The metric's name as a label: `or` takes series that differ by name alone for the same, and drops those on its right. */
const byFigure = (expression: string) => `label_replace(${expression}, "figure", "$1", "__name__", "(.+)")`

/** Figures of gauges: `agg` says which one it is. */
function presentQuestion(service: Service, namespaces: readonly string[] | null, portal: PortalScope): string | null {
  const perPod = (select: string) => `sum by (__name__, pod) (${select})`
  const sum = selectSeries(service, ofReading(service, 'sum'), namespaces, (select) =>
    [
      tag('agg', 'sum', byFigure(`sum by (__name__) (${select})`)),
      tag('agg', 'low', byFigure(`min by (__name__) (${perPod(select)})`)),
      tag('agg', 'high', byFigure(`max by (__name__) (${perPod(select)})`)),
    ].join(' or '),
  )
  const each = selectSeries(service, ofReading(service, 'each'), namespaces, (select) =>
    [
      tag('agg', 'low', byFigure(`min by (__name__) (${select})`)),
      tag('agg', 'high', byFigure(`max by (__name__) (${select})`)),
    ].join(' or '),
  )
  const versions = selectSeries(service, ofReading(service, 'version'), namespaces, (select) =>
    tag('agg', 'version', byFigure(`count by (__name__, version) (${select})`)),
  )
  const codes =
    ofReading(service, 'codes').length > 0
      ? tag('agg', 'code', byFigure(`count_values by (__name__) ("raw", ${freshCodes(portal)})`))
      : null
  const parts = [sum, each, versions, codes].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(' or ') : null
}

/** `rate` drops the metric's name, so each gets its own term. Falls of counters that should be present numbers go along. */
function ratesQuestion(service: Service, namespaces: readonly string[] | null): string | null {
  const own = (metric: string) => selector(metric, ownSeries(service, metric, namespaces))
  const named = (metric: Metric, expression: string) => tag('figure', metric.name, expression)
  const rates = ofReading(service, 'rate', 'events').map((metric) => {
    const series = metric.type === 'histogram' ? `${metric.name}_count` : metric.name
    return named(metric, `sum(rate(${own(series)}[${rateWindow}]))`)
  })
  const falls = service.metrics
    .filter(({ readAs }) => readAs === 'present-number')
    .map((metric) => tag('agg', 'falls', named(metric, `sum(resets(${own(metric.name)}[${fallWindow}]))`)))
  const parts = [...rates, ...falls]
  return parts.length > 0 ? parts.join(' or ') : null
}

function bucketsQuestion(service: Service, namespaces: readonly string[] | null): string | null {
  const parts = ofReading(service, 'quantiles').map(({ name }) => {
    const series = `${name}_bucket`
    return tag(
      'figure',
      name,
      `sum by (le) (rate(${selector(series, ownSeries(service, series, namespaces))}[${rateWindow}]))`,
    )
  })
  return parts.length > 0 ? parts.join(' or ') : null
}

/** At most four instant queries, however many metrics, pods and tenants there are. Null for a service without metrics. */
export function metricQuestions(
  service: Service,
  namespaces: readonly string[] | null,
  portal: PortalScope,
): MetricQuestions | null {
  const presence = selectSeries(
    service,
    service.metrics,
    namespaces,
    (select) => byFigure(`count by (__name__) (${select})`),
    seriesNames,
  )
  return presence === null
    ? null
    : {
        presence,
        present: presentQuestion(service, namespaces, portal),
        rates: ratesQuestion(service, namespaces),
        buckets: bucketsQuestion(service, namespaces),
      }
}

/** What to ask the explorer about a metric: the figure of the table, split where that says more. */
export function metricQuery(service: Service, metric: Metric, namespaces: readonly string[] | null): string {
  const own = (name: string) => selector(name, ownSeries(service, name, namespaces))
  switch (readingOf(metric)) {
    case 'rate':
      return `sum by (pod) (rate(${own(metric.name)}[${rateWindow}]))`
    case 'events':
      return `sum by (pod) (rate(${own(`${metric.name}_count`)}[${rateWindow}]))`
    case 'quantiles':
      return `histogram_quantile(0.95, sum by (le) (rate(${own(`${metric.name}_bucket`)}[${rateWindow}])))`
    case 'sum':
      return `sum by (pod) (${own(metric.name)})`
    case 'version':
      return `count by (version) (${own(metric.name)})`
    default:
      return own(metric.name)
  }
}
