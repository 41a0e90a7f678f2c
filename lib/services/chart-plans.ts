import { errorMetrics } from '@/lib/catalogue/golden-signals'
import { ownSeries } from '@/lib/catalogue/own-series'
import type { Service } from '@/lib/catalogue/schema'
import { findMetric } from '@/lib/catalogue/services'
import { inNamespaces, matcher, oneOf, selector } from '@/lib/prometheus/promql'
import { errorRatios } from './error-ratios'
import { freshCodes, named, type PortalScope } from './promql'
import type { Chart } from './schema'
import type { SeriesSplit } from './vocabulary'

export type ChartQuestion = {
  service: Service
  chart: Chart
  split: SeriesSplit
  /** null where the region names none. */
  namespaces: readonly string[] | null
  /** Over which a rate is taken: at least four scrapes, and no less than a step, so that nothing falls between two points. */
  windowSeconds: number
  portal: PortalScope
}

/** Lines that are few by nature: one expression whose series carry their name in the label `line`. */
export type LinesPlan = { kind: 'lines'; expression: string }

/** Percentiles, and the rates of the buckets that tell how far each may be trusted. */
export type QuantilesPlan = { kind: 'quantiles'; expression: string; buckets: string }

/**
 * One line for each pod or tenant, of which there may be thousands: `each` gives one series for each of `members`; `all` is their
 * sum, null where a sum means nothing; `rank` and `count` find the members worth a line.
 */
export type SplitPlan = {
  kind: 'split'
  label: SeriesSplit
  each: (members: readonly string[]) => string
  all: string | null
  rank: (top: number) => string
  count: string
  /** Named values to draw across, e.g. what each pod requested; label `line`. Null where there is none. */
  thresholds: string | null
}

export type ChartPlan = LinesPlan | QuantilesPlan | SplitPlan

const perSecond = (select: string, windowSeconds: number) => `rate(${select}[${windowSeconds}s])`

function ownSelector({ service, namespaces }: ChartQuestion, metric: string, more: readonly string[] = []): string {
  return selector(metric, [...ownSeries(service, metric, namespaces), ...more])
}

type SplitParts = { inner: (more: readonly string[]) => string; adds: boolean; thresholds?: string }

function splitPlan(label: SeriesSplit, { inner, adds, thresholds }: SplitParts): SplitPlan {
  const by = (more: readonly string[]) => `${adds ? 'sum' : 'max'} by (${label}) (${inner(more)})`
  return {
    kind: 'split',
    label,
    each: (members) => by([matcher(label, '=~', oneOf(members))]),
    all: adds ? `sum(${inner([])})` : null,
    rank: (top) => `topk(${top}, ${by([])})`,
    count: `count(${by([])})`,
    thresholds: thresholds ?? null,
  }
}

function metricPlan(question: ChartQuestion, metric: string): ChartPlan {
  const { chart, split, windowSeconds } = question
  const rate = (name: string) => (more: readonly string[]) =>
    perSecond(ownSelector(question, name, more), windowSeconds)
  const present = (more: readonly string[]) => ownSelector(question, metric, more)
  switch (chart.kind) {
    case 'rate':
      return splitPlan(split, { inner: rate(metric), adds: true })
    case 'events':
      return splitPlan(split, { inner: rate(`${metric}_count`), adds: true })
    case 'sum':
      return splitPlan(split, { inner: present, adds: true })
    case 'each':
      return splitPlan(split, { inner: present, adds: false })
    case 'version':
      return { kind: 'lines', expression: named('', `count by (version) (${present([])})`, 'version') }
    case 'codes':
      return { kind: 'lines', expression: `count_values("line", max by (instance) ${freshCodes(question.portal)})` }
    case 'quantiles':
      return quantilesPlan(question, metric)
    default:
      return { kind: 'lines', expression: `count_values("line", ${present([])})` }
  }
}

export const shownPercentiles = [50, 95, 99] as const

function quantilesPlan(question: ChartQuestion, metric: string): QuantilesPlan {
  const rates = perSecond(ownSelector(question, `${metric}_bucket`), question.windowSeconds)
  const buckets = `sum by (le) (${rates})`
  const lines = shownPercentiles.map((percent) =>
    named(`p${percent}`, `histogram_quantile(${percent / 100}, ${buckets})`),
  )
  return { kind: 'quantiles', expression: lines.join(' or '), buckets }
}

function errorsPlan(question: ChartQuestion): LinesPlan {
  const lines = errorMetrics(question.service).map(({ name }) =>
    named(name, `sum(${perSecond(ownSelector(question, name), question.windowSeconds)})`),
  )
  return { kind: 'lines', expression: lines.join(' or ') }
}

/** 0 ÷ 0 is NaN, which no chart draws: where nothing came, no share of it failed, nor did it succeed. */
function errorRatioPlan(question: ChartQuestion): LinesPlan {
  const { service, windowSeconds } = question
  const lines = (errorRatios[service.id] ?? []).map(({ label, failed, failedWhere, all }) => {
    const more = failedWhere ? [matcher(failedWhere.label, '=~', failedWhere.pattern)] : []
    const part = `sum(${perSecond(ownSelector(question, failed, more), windowSeconds)})`
    const of = `sum(${perSecond(ownSelector(question, all), windowSeconds)})`
    return named(label, failedWhere ? `(${part} or 0 * ${of}) / ${of}` : `${part} / ${of}`)
  })
  return { kind: 'lines', expression: lines.join(' or ') }
}

const resources = {
  cpu: { metric: 'container_cpu_usage_seconds_total', resource: 'cpu' },
  memory: { metric: 'container_memory_working_set_bytes', resource: 'memory' },
} as const

/** The series of a service's own containers: not of its sidecars, nor of the pause container. */
function resourcePlan(name: 'cpu' | 'memory', question: ChartQuestion): SplitPlan {
  const { service, namespaces, windowSeconds } = question
  const { metric, resource } = resources[name]
  const own = [...ownSeries(service, metric, namespaces), matcher('container', '=~', service.workload?.container ?? '')]
  const inner = (more: readonly string[]) => {
    const select = selector(metric, [...own, ...more])
    return name === 'cpu' ? perSecond(select, windowSeconds) : select
  }
  const asked = (which: 'requests' | 'limits') =>
    `max(${selector(`kube_pod_container_resource_${which}`, [...own, matcher('resource', '=', resource)])})`
  const thresholds = `${named('Requested by a pod', asked('requests'))} or ${named('Limit of a pod', asked('limits'))}`
  return splitPlan('pod', { inner, adds: true, thresholds })
}

function readyPodsPlan({ service, namespaces }: ChartQuestion): LinesPlan {
  const spaces = inNamespaces(namespaces)
  const { namePattern = '', kind = 'Deployment' } = service.workload ?? {}
  const workloads = `(?:${namePattern})(?:-canary)?`
  const desired =
    kind === 'Deployment'
      ? selector('kube_deployment_spec_replicas', [...spaces, matcher('deployment', '=~', workloads)])
      : selector('kube_statefulset_replicas', [...spaces, matcher('statefulset', '=~', workloads)])
  const ready = selector('kube_pod_status_ready', [
    ...ownSeries(service, 'kube_pod_status_ready', namespaces),
    matcher('condition', '=', 'true'),
  ])
  return { kind: 'lines', expression: `${named('Ready', `sum(${ready})`)} or ${named('Wanted', `sum(${desired})`)}` }
}

/** The PromQL behind a chart. */
export function chartPlan(question: ChartQuestion): ChartPlan {
  const { chart, service } = question
  switch (chart.kind) {
    case 'errors':
      return errorsPlan(question)
    case 'error-ratio':
      return errorRatioPlan(question)
    case 'cpu':
    case 'memory':
      return resourcePlan(chart.kind, question)
    case 'ready-pods':
      return readyPodsPlan(question)
    default:
      return metricPlan(question, findMetric(service, chart.metric ?? '')?.name ?? '')
  }
}
