import { freshPortalStatuses } from '@/lib/catalogue/portal-freshness'
import { services } from '@/lib/catalogue/services'
import { inNamespaces, matcher, notOf, oneOf, selector } from '@/lib/prometheus/promql'
import { statusMetricNames } from './gauges'
import type { GaugeReading } from './parts'

/** Four scrapes at the documented 30 s: a rate survives one that is missed. */
export const rateWindow = '2m'

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

/** Which portal statuses are a region's own and of now. */
export type PortalScope = { staleAfterSeconds: number; otherRegions: readonly string[] }

const ownStatuses = ({ otherRegions }: PortalScope) => selector('Portal_HTTP_Status', notOf(otherRegions))

/** The region's portal statuses that are of now; in parentheses. */
export function freshCodes(scope: PortalScope): string {
  return freshPortalStatuses(scope.staleAfterSeconds, ownStatuses(scope))
}

/**
 * Tenants by portal status code (`raw`), with `figure="old"` those whose code nobody pushes any more, and as `figure="age"` the
 * seconds since the newest push.
 */
export function portalQuery(scope: PortalScope): string {
  const all = ownStatuses(scope)
  const fresh = freshCodes(scope)
  const count = (series: string, figure: string) =>
    `label_replace(count_values("raw", ${series}), "figure", "${figure}", "", "")`
  return [
    count(`max by (instance) ${fresh}`, ''),
    count(`max by (instance) (${all}) unless on (instance) ${fresh}`, 'old'),
    `label_replace(time() - max(push_time_seconds and on (job) ${all}), "figure", "age", "", "")`,
  ].join(' or ')
}
