import { errorMetrics, isFailureCount, timeUnits } from '@/lib/catalogue/golden-signals'
import { type MetricReading, readingOf } from '@/lib/catalogue/model'
import type { Metric, Service } from '@/lib/catalogue/schema'
import { errorRatios } from './error-ratios'
import type { Chart } from './schema'
import type { ChartGroup } from './vocabulary'

/** Gauges that tell how full something is, where the documents file them nowhere. */
const namedAfterFullness = /queue|pending|memory|stuck|connections|clients|contexts|biggest|max_request/

/** Filed elsewhere in print, although they are durations or queues: see their decisions. */
const regrouped: Readonly<Record<string, ChartGroup>> = {
  sipnode_sips_request_duration_seconds: 'latency',
  sips_dp_queue_size: 'saturation',
  orsnode_http_fetch_requests: 'traffic',
}

function filedGroup(metric: Metric): ChartGroup | null {
  const { indicator } = metric
  return indicator === 'traffic' || indicator === 'errors' || indicator === 'latency' || indicator === 'saturation'
    ? indicator
    : null
}

/** Where a metric stands on the page: states and versions with the pods, the rest by its indicator, else by what its name says. */
export function groupOf(metric: Metric): ChartGroup {
  const reading = readingOf(metric)
  if (reading === 'state' || reading === 'version' || reading === 'codes') return 'pods'
  const known = regrouped[metric.name] ?? (isFailureCount(metric) ? 'errors' : filedGroup(metric))
  if (known) return known
  if (metric.type === 'histogram' && timeUnits.has(metric.unit ?? '')) return 'latency'
  if (reading === 'rate') return 'traffic'
  return namedAfterFullness.test(metric.name) ? 'saturation' : 'other'
}

const perSecondUnit = (unit: string | null) => (unit === 'bytes' ? 'bytes/s' : 'per-second')

function unitOf(service: Service, metric: Metric, reading: MetricReading): string | null {
  if (service.keyFigure?.metric === metric.name) return service.keyFigure.unit
  if (reading === 'rate') return perSecondUnit(metric.unit)
  if (reading === 'events') return 'per-second'
  if (reading === 'state') return 'series'
  if (reading === 'version') return 'pods'
  return reading === 'codes' ? 'tenants' : metric.unit
}

const readAsWords: Readonly<Record<NonNullable<Metric['readAs']>, string>> = {
  'present-number': 'shown as a present number, not as a rate',
  'running-total': 'shown as a rate',
  events: 'shown as the rate of its events, without percentiles',
  codes: 'shown by counting its values',
}

/** Why the figure is read otherwise than its printed type says; null where it is not. */
export function readingNote(metric: Metric): string | null {
  if (!metric.readAs) return null
  const decision = metric.decisions?.find(({ about }) => about === 'type') ?? metric.decisions?.[0]
  return `A ${metric.type} in the guide, ${readAsWords[metric.readAs]}. ${decision?.reason ?? ''}`.trim()
}

/** What it means when Prometheus has no series of a metric. */
export function absenceNote(metric: Metric): string {
  if (metric.appearsOnFirstEvent)
    return 'It appears in Prometheus with its first event: absent means that none has come yet, or that nobody reports it.'
  if (metric.namedOnlyByAlerts) return 'Only the alerts of the guide name it; it may not exist on this platform.'
  return 'The guide documents it, but Prometheus has no series of it for this service.'
}

function metricChart(service: Service, metric: Metric): Chart {
  const reading = readingOf(metric)
  const figure = service.keyFigure?.metric === metric.name ? service.keyFigure : null
  const hasPods = service.workload !== null
  const splittable = hasPods && (['rate', 'sum', 'each', 'events'] as MetricReading[]).includes(reading)
  const note = readingNote(metric)
  return {
    id: metric.name,
    kind: reading,
    group: groupOf(metric),
    metric: metric.name,
    title: figure?.label ?? (reading === 'codes' ? 'Tenants by portal status' : metric.name),
    description: figure ? `${metric.name}: ${metric.description}` : metric.description,
    unit: unitOf(service, metric, reading),
    splits: splittable ? (metric.labels.includes('tenant') ? ['pod', 'tenant'] : ['pod']) : [],
    isDefault: figure !== null || reading === 'codes',
    notes: note ? [note] : [],
    absence: absenceNote(metric),
  }
}

type Whole = Pick<Chart, 'id' | 'group' | 'title' | 'description' | 'unit' | 'splits'> & { kind: Chart['kind'] }

const whole = (chart: Whole): Chart => ({
  metric: null,
  isDefault: true,
  notes: [],
  absence: 'Prometheus has none of these series for this service in this range.',
  ...chart,
})

function errorCharts(service: Service): Chart[] {
  const metrics = errorMetrics(service)
  const ratios = errorRatios[service.id] ?? []
  const group = 'errors' as const
  const shared = { group, splits: [] }
  const rates = whole({
    ...shared,
    id: 'errors',
    kind: 'errors',
    title: 'Errors',
    description: `Rates of ${metrics.length === 1 ? (metrics[0]?.name ?? '') : `${metrics.length} documented counts of failures`}`,
    unit: 'per-second',
  })
  const shares = whole({
    ...shared,
    id: 'error-ratio',
    kind: 'error-ratio',
    title: 'Errors as a share of traffic',
    description: ratios
      .map(({ label, failed, all }) => (failed === all ? `${label} (${all})` : `${label} (${failed} of ${all})`))
      .join('; '),
    unit: 'ratio',
  })
  return [...(metrics.length > 0 ? [rates] : []), ...(ratios.length > 0 ? [shares] : [])]
}

function resourceCharts(service: Service): Chart[] {
  if (!service.workload) return []
  const container = `container ${service.workload.container}`
  return [
    whole({
      id: 'cpu',
      kind: 'cpu',
      group: 'saturation',
      title: 'CPU',
      description: `CPU used by ${container}, against request and limit`,
      unit: 'cores',
      splits: ['pod'],
    }),
    whole({
      id: 'memory',
      kind: 'memory',
      group: 'saturation',
      title: 'Memory',
      description: `Working set of ${container}, against request and limit`,
      unit: 'bytes',
      splits: ['pod'],
    }),
    whole({
      id: 'ready-pods',
      kind: 'ready-pods',
      group: 'pods',
      title: 'Pods',
      description: 'Ready pods and those wanted, as kube-state-metrics counts them',
      unit: 'pods',
      splits: [],
    }),
  ]
}

/** Of the charts of latency the first is shown; those that the documents file there come before those that just are durations. */
function withFirstLatency(charts: readonly Chart[], service: Service): Chart[] {
  const filed = new Set(service.metrics.filter((metric) => metric.indicator === 'latency').map(({ name }) => name))
  const latency = charts
    .filter((chart) => chart.group === 'latency')
    .sort((a, b) => rank(a) - rank(b))
    .map((chart, index) => ({ ...chart, isDefault: index === 0 }))
  function rank(chart: Chart) {
    return Number(chart.kind !== 'quantiles') * 2 + Number(!filed.has(chart.id))
  }
  return [...charts.filter((chart) => chart.group !== 'latency'), ...latency]
}

const chartsByService = new Map<string, readonly Chart[]>()

function makeCharts(service: Service): Chart[] {
  const key = service.keyFigure?.metric
  const metrics = [...service.metrics].sort((a, b) => Number(b.name === key) - Number(a.name === key))
  const charts = metrics.map((metric) => metricChart(service, metric))
  return withFirstLatency([...errorCharts(service), ...resourceCharts(service), ...charts], service)
}

/** Every chart that a service has: all its documented metrics, and what Kubernetes measures of it. In the order of their groups' pickers. */
export function serviceCharts(service: Service): readonly Chart[] {
  const known = chartsByService.get(service.id)
  if (known) return known
  const charts = makeCharts(service)
  chartsByService.set(service.id, charts)
  return charts
}
