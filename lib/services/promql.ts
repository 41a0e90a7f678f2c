import { services } from '@/lib/catalogue/services'
import { matcher, oneOf } from '@/lib/prometheus/promql'
import { statusMetricNames } from './gauges'
import type { GaugeReading } from './parts'

/** Four scrapes at the documented 30 s: a rate survives one that is missed. */
export const rateWindow = '2m'

/** The namespaces that are watched as a matcher; none are named where the region has no Kubernetes to name them. */
export function inNamespaces(namespaces: readonly string[] | null): string[] {
  return namespaces === null ? [] : [matcher('namespace', '=~', oneOf(namespaces))]
}

/** Gives the series of an expression a name in the label `line`: a fixed one, or the value of their label `from`. */
export function named(line: string, expression: string, from?: string): string {
  const how = from === undefined ? `${JSON.stringify(line)}, "", ""` : `"$1", "${from}", "(.*)"`
  return `label_replace(${expression}, "line", ${how})`
}

export function alternation(names: Iterable<string>, more: readonly string[]): string {
  return `{${[matcher('__name__', '=~', oneOf(names)), ...more].join(',')}}`
}

function countByValue(select: string): string {
  return `count_values by (__name__, namespace, pod) ("raw", ${select})`
}

/**
 * Every health and dependency gauge of every service in one query. Counted by value, so that the answer has one series for
 * each pod and gauge, not one for each of its tenants, topics and devices.
 */
export function gaugeQuery(namespaces: readonly string[] | null): string {
  return countByValue(alternation(statusMetricNames, inNamespaces(namespaces)))
}

/** The same for some pods and gauges only: asked over a range it tells when a value began. */
export function historyQuery(readings: readonly GaugeReading[]): string {
  const names = readings.map((reading) => reading.metric)
  const spaces = matcher('namespace', '=~', oneOf(readings.map((reading) => reading.namespace)))
  const pods = matcher('pod', '=~', oneOf(readings.map((reading) => reading.pod)))
  return countByValue(alternation(names, [spaces, pods]))
}

export function versionQuery(namespaces: readonly string[] | null): string {
  return `count by (namespace, pod, version) (service_version_info{${inNamespaces(namespaces).join(',')}})`
}

/** One series for each key figure, told apart by the label `figure`; a service that is silent has none. */
export function figureQuery(namespaces: readonly string[] | null): string {
  const select = inNamespaces(namespaces).join(',')
  const terms = services.flatMap(({ keyFigure }) => {
    if (!keyFigure) return []
    const { metric, kind } = keyFigure
    const inner = kind === 'counter' ? `rate(${metric}{${select}}[${rateWindow}])` : `${metric}{${select}}`
    return [`label_replace(sum(${inner}), "figure", "${metric}", "", "")`]
  })
  return terms.join(' or ')
}

/**
 * Tenants by portal status code (`raw`), and as `figure="age"` the seconds since the codes were last pushed: a Pushgateway
 * goes on serving what a dead pusher left behind. https://github.com/prometheus/pushgateway#about-metric-inconsistencies
 */
export const portalQuery =
  'count_values("raw", max by (instance) (Portal_HTTP_Status)) or ' +
  'label_replace(time() - max(push_time_seconds and on (job) Portal_HTTP_Status), "figure", "age", "", "")'
