import { errorMetrics, latencyMetrics } from '@/lib/catalogue/golden-signals'
import type { Service } from '@/lib/catalogue/schema'
import { findMetric, podNamePattern } from '@/lib/catalogue/services'
import { matcher, oneOf, selector } from '@/lib/prometheus/promql'
import { inNamespaces } from './promql'
import type { Chart } from './schema'

function trafficChart(service: Service): Chart[] {
  if (!service.keyFigure) return []
  const { metric, label, unit } = service.keyFigure
  const byTenant = findMetric(service, metric)?.labels.includes('tenant') ?? false
  return [
    { id: 'traffic', name: 'traffic', metric, title: label, unit, splits: byTenant ? ['pod', 'tenant'] : ['pod'] },
  ]
}

/** The charts that a service has, in the order in which the page shows them. */
export function serviceCharts(service: Service): Chart[] {
  const charts = trafficChart(service)
  if (errorMetrics(service).length > 0) {
    charts.push({ id: 'errors', name: 'errors', metric: null, title: 'Errors', unit: 'errors/s', splits: [] })
  }
  for (const { name, unit } of latencyMetrics(service)) {
    charts.push({ id: `latency-${name}`, name: 'latency', metric: name, title: `Latency: ${name}`, unit, splits: [] })
  }
  if (service.workload) {
    charts.push(
      { id: 'cpu', name: 'cpu', metric: null, title: 'CPU', unit: 'cores', splits: ['pod'] },
      { id: 'memory', name: 'memory', metric: null, title: 'Memory', unit: 'bytes', splits: ['pod'] },
      { id: 'ready-pods', name: 'ready-pods', metric: null, title: 'Pods', unit: 'pods', splits: [] },
    )
  }
  if (service.id === 'portal') {
    charts.push({
      id: 'portal-status',
      name: 'portal-status',
      metric: null,
      title: 'Tenants by portal status',
      unit: 'tenants',
      splits: [],
    })
  }
  return charts
}

export type ChartQuestion = {
  service: Service
  chart: Chart
  split: 'pod' | 'tenant'
  /** null where the region names none. */
  namespaces: readonly string[] | null
  /** Over which a rate is taken: at least four scrapes, and no less than a step, so that nothing falls between two points. */
  windowSeconds: number
}

/** Lines that are few by nature: one expression whose series carry their name in the label `line`. */
export type LinesPlan = { kind: 'lines'; expression: string }

/**
 * One line for each pod or tenant, of which there may be thousands: `each` gives one series for each of `members`, or for all
 * when null; `all` is their sum; `rank` and `count` find the members worth a line.
 */
export type SplitPlan = {
  kind: 'split'
  label: 'pod' | 'tenant'
  each: (members: readonly string[]) => string
  all: string
  rank: (top: number) => string
  count: string
  /** Named values to draw across, e.g. what each pod requested; label `line`. Null where there is none. */
  thresholds: string | null
}

const perSecond = (select: string, windowSeconds: number) => `rate(${select}[${windowSeconds}s])`

function named(line: string, expression: string): string {
  return `label_replace(${expression}, "line", ${JSON.stringify(line)}, "", "")`
}

function splitPlan(
  label: 'pod' | 'tenant',
  inner: (more: readonly string[]) => string,
  thresholds: string | null = null,
): SplitPlan {
  const by = (more: readonly string[]) => `sum by (${label}) (${inner(more)})`
  return {
    kind: 'split',
    label,
    each: (members) => by([matcher(label, '=~', oneOf(members))]),
    all: `sum(${inner([])})`,
    rank: (top) => `topk(${top}, ${by([])})`,
    count: `count(${by([])})`,
    thresholds,
  }
}

/** The series of a service's own containers: not of its sidecars, nor of the pause container. */
function ownContainers(service: Service): string[] {
  const container = service.workload?.container ?? ''
  return [...ownPods(service), matcher('container', '=~', container)]
}

/** Metrics that several services expose under one name are told apart by the pod. */
function ownPods(service: Service): string[] {
  const pattern = podNamePattern(service)
  return pattern === null ? [] : [matcher('pod', '=~', pattern)]
}

function trafficPlan({ service, chart, split, namespaces, windowSeconds }: ChartQuestion): SplitPlan {
  const kind = service.keyFigure?.kind ?? 'counter'
  const metric = chart.metric ?? ''
  const inner = (more: readonly string[]) => {
    const select = selector(metric, [...inNamespaces(namespaces), ...ownPods(service), ...more])
    return kind === 'counter' ? perSecond(select, windowSeconds) : select
  }
  return splitPlan(split, inner)
}

function errorsPlan({ service, namespaces, windowSeconds }: ChartQuestion): LinesPlan {
  const matchers = [...inNamespaces(namespaces), ...ownPods(service)]
  const lines = errorMetrics(service).map(({ name }) =>
    named(name, `sum(${perSecond(selector(name, matchers), windowSeconds)})`),
  )
  return { kind: 'lines', expression: lines.join(' or ') }
}

function latencyPlan({ service, chart, namespaces, windowSeconds }: ChartQuestion): LinesPlan {
  const buckets = selector(`${chart.metric}_bucket`, [...inNamespaces(namespaces), ...ownPods(service)])
  const lines = [50, 95, 99].map((percent) =>
    named(`p${percent}`, `histogram_quantile(${percent / 100}, sum by (le) (${perSecond(buckets, windowSeconds)}))`),
  )
  return { kind: 'lines', expression: lines.join(' or ') }
}

const resources = {
  cpu: { metric: 'container_cpu_usage_seconds_total', resource: 'cpu' },
  memory: { metric: 'container_memory_working_set_bytes', resource: 'memory' },
} as const

function resourcePlan(name: 'cpu' | 'memory', question: ChartQuestion): SplitPlan {
  const { service, namespaces, windowSeconds } = question
  const { metric, resource } = resources[name]
  const own = [...inNamespaces(namespaces), ...ownContainers(service)]
  const inner = (more: readonly string[]) => {
    const select = selector(metric, [...own, ...more])
    return name === 'cpu' ? perSecond(select, windowSeconds) : select
  }
  const asked = (which: 'requests' | 'limits') =>
    `max(${selector(`kube_pod_container_resource_${which}`, [...own, matcher('resource', '=', resource)])})`
  const thresholds = `${named('Requested by a pod', asked('requests'))} or ${named('Limit of a pod', asked('limits'))}`
  return splitPlan('pod', inner, thresholds)
}

function readyPodsPlan({ service, namespaces }: ChartQuestion): LinesPlan {
  const spaces = inNamespaces(namespaces)
  const { namePattern = '', kind = 'Deployment' } = service.workload ?? {}
  const desired =
    kind === 'Deployment'
      ? selector('kube_deployment_spec_replicas', [
          ...spaces,
          matcher('deployment', '=~', `(?:${namePattern})(?:-canary)?`),
        ])
      : selector('kube_statefulset_replicas', [
          ...spaces,
          matcher('statefulset', '=~', `(?:${namePattern})(?:-canary)?`),
        ])
  const ready = selector('kube_pod_status_ready', [...spaces, ...ownPods(service), matcher('condition', '=', 'true')])
  return { kind: 'lines', expression: `${named('Ready', `sum(${ready})`)} or ${named('Wanted', `sum(${desired})`)}` }
}

/** The PromQL behind a chart. */
export function chartPlan(question: ChartQuestion): LinesPlan | SplitPlan {
  switch (question.chart.name) {
    case 'traffic':
      return trafficPlan(question)
    case 'errors':
      return errorsPlan(question)
    case 'latency':
      return latencyPlan(question)
    case 'cpu':
    case 'memory':
      return resourcePlan(question.chart.name, question)
    case 'ready-pods':
      return readyPodsPlan(question)
    case 'portal-status':
      return { kind: 'lines', expression: 'count_values("line", max by (instance) (Portal_HTTP_Status))' }
  }
}
