import { valueStatus, worstStatus } from '@/lib/catalogue/model'
import type { Metric, Service } from '@/lib/catalogue/schema'
import { services } from '@/lib/catalogue/services'
import { matcher, oneOf } from '@/lib/prometheus/promql'
import { type InstantSeries, parseSampleValue, type RangeSeries } from '@/lib/prometheus/schema'
import type { AbsoluteRange } from '@/lib/time/range'
import type { TenantFigure, TenantGauge } from './charts-schema'

type Entry = { service: Service; metric: Metric }

/** Every documented metric that is labelled by tenant, once a service. */
const byTenant: readonly Entry[] = services.flatMap((service) =>
  service.metrics.filter((metric) => metric.labels.includes('tenant')).map((metric) => ({ service, metric })),
)

/** A gauge with a scale is a state, not an amount: adding states up says nothing. */
const gauges = byTenant.filter(({ metric }) => metric.values !== undefined)
const figures = byTenant.filter(({ metric }) => metric.values === undefined)

const idOf = ({ service, metric }: Entry) => `${service.id}/${metric.name}`

const shared = new Set(
  byTenant.map(({ metric }) => metric.name).filter((name, index, all) => all.indexOf(name) !== index),
)

/** Metrics that several services expose under one name are told apart by their container. */
function matchersOf({ service, metric }: Entry, tenant: string): string {
  const container = shared.has(metric.name) && service.workload ? service.workload.container : null
  return [matcher('tenant', '=', tenant), ...(container ? [matcher('container', '=', container)] : [])].join(',')
}

function kindOf(metric: Metric): TenantFigure['kind'] {
  if (metric.type === 'counter') return 'rate'
  return metric.type === 'histogram' ? 'p95' : 'sum'
}

function termOf(entry: Entry, tenant: string, window: string): string {
  const { name } = entry.metric
  const select = `{${matchersOf(entry, tenant)}}`
  const kind = kindOf(entry.metric)
  if (kind === 'sum') return `sum(${name}${select})`
  if (kind === 'rate') return `sum(rate(${name}${select}[${window}]))`
  return `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket${select}[${window}])))`
}

/** All amounts of one tenant in one expression, told apart by the label `figure`. A rate looks back four scrapes, or a step. */
export function figuresQuery(tenant: string, stepSeconds: number): string {
  const window = `${Math.max(120, stepSeconds)}s`
  return figures
    .map((entry) => `label_replace(${termOf(entry, tenant, window)}, "figure", "${idOf(entry)}", "", "")`)
    .join(' or ')
}

/** All states of one tenant in one expression: how many series of each gauge hold each value. */
export function gaugesQuery(tenant: string): string {
  const select = [
    matcher('__name__', '=~', oneOf(gauges.map(({ metric }) => metric.name))),
    matcher('tenant', '=', tenant),
  ]
  return `count_values by (__name__) ("raw", {${select.join(',')}})`
}

function unitOf(metric: Metric): string {
  if (metric.type !== 'counter') return metric.unit ?? 'count'
  return metric.unit === null || metric.unit === 'count' ? 'per-second' : `${metric.unit}/s`
}

/** Points of a series on the range's grid, null where there is none: a line must not be drawn through a gap. */
function onGrid(samples: RangeSeries['samples'], range: AbsoluteRange): [number, number | null][] {
  const byTime = new Map(samples.map(([at, value]) => [Math.round(at), Number.isFinite(value) ? value : null]))
  const points: [number, number | null][] = []
  for (let at = range.startSeconds; at <= range.endSeconds; at += range.stepSeconds)
    points.push([at, byTime.get(at) ?? null])
  return points
}

/** Amounts out of `figuresQuery`, in the order of the catalogue; those without any series are left out. */
export function toFigures(series: readonly RangeSeries[], range: AbsoluteRange): TenantFigure[] {
  const found = new Map(series.map(({ labels, samples }) => [labels.figure, samples]))
  return figures.flatMap((entry): TenantFigure[] => {
    const samples = found.get(idOf(entry))
    if (!samples) return []
    const points = onGrid(samples, range)
    const { service, metric } = entry
    const { name, description } = metric
    const value = points.at(-1)?.[1] ?? null
    return [
      {
        id: idOf(entry),
        serviceId: service.id,
        metric: name,
        description,
        kind: kindOf(metric),
        unit: unitOf(metric),
        value,
        points,
      },
    ]
  })
}

function toValue(metric: Metric, raw: string, series: number): TenantGauge['values'][number] {
  let value = Number.NaN
  try {
    value = parseSampleValue(raw)
  } catch {
    // Not a number: valueStatus calls it undocumented.
  }
  return { raw, series, ...valueStatus(metric, value) }
}

/** States out of `gaugesQuery`; those without any series are left out. */
export function toGauges(series: readonly InstantSeries[]): TenantGauge[] {
  return gauges.flatMap((entry): TenantGauge[] => {
    const { service, metric } = entry
    const own = series.filter(({ labels }) => labels.__name__ === metric.name && labels.raw !== undefined)
    if (own.length === 0) return []
    const values = own.map(({ labels, value }) => toValue(metric, labels.raw ?? '', value))
    const { name, description } = metric
    const status = worstStatus(values.map((value) => value.status))
    return [{ id: idOf(entry), serviceId: service.id, metric: name, description, status, values }]
  })
}
