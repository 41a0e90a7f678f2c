import { type MetricReading, readingOf, valueStatus, worstStatus } from '@/lib/catalogue/model'
import { ownSeries } from '@/lib/catalogue/own-series'
import type { Metric, Service } from '@/lib/catalogue/schema'
import { services } from '@/lib/catalogue/services'
import { inNamespaces, matcher, oneOf, selector } from '@/lib/prometheus/promql'
import { type InstantSeries, parseSampleValue, type RangeSeries } from '@/lib/prometheus/schema'
import { toPoints } from '@/lib/time/points'
import type { AbsoluteRange } from '@/lib/time/range'
import type { TenantFigure, TenantGauge } from './charts-schema'

type Entry = { service: Service; metric: Metric }
type Figure = Entry & { kind: TenantFigure['kind'] }

/** Every documented metric that is labelled by tenant, once a service. */
const byTenant: readonly Entry[] = services.flatMap((service) =>
  service.metrics.filter((metric) => metric.labels.includes('tenant')).map((metric) => ({ service, metric })),
)

/** What one number can tell of one tenant, read as the catalogue says: the type alone may be wrong in print. */
const kindByReading: Readonly<Partial<Record<MetricReading, TenantFigure['kind']>>> = {
  rate: 'rate',
  sum: 'sum',
  quantiles: 'p95',
}

const figures = byTenant.flatMap((entry): Figure[] => {
  const kind = kindByReading[readingOf(entry.metric)]
  return kind ? [{ ...entry, kind }] : []
})

/** A state is not an amount: adding states up says nothing. */
const gauges = byTenant.filter(({ metric }) => readingOf(metric) === 'state')

const idOf = ({ service, metric }: Entry) => `${service.id}/${metric.name}`

/** Whose figures: the tenant, and the namespaces that its region watches (null where none are named). */
export type FiguresOf = { tenant: string; namespaces: readonly string[] | null }

function termOf({ service, metric, kind }: Figure, { tenant, namespaces }: FiguresOf, window: string): string {
  const own = (name: string) =>
    selector(name, [matcher('tenant', '=', tenant), ...ownSeries(service, metric.name, namespaces)])
  if (kind === 'sum') return `sum(${own(metric.name)})`
  if (kind === 'rate') return `sum(rate(${own(metric.name)}[${window}]))`
  return `histogram_quantile(0.95, sum by (le) (rate(${own(`${metric.name}_bucket`)}[${window}])))`
}

/** All amounts of one tenant in one expression, told apart by the label `figure`. A rate looks back four scrapes, or a step. */
export function figuresQuery(of: FiguresOf, stepSeconds: number): string {
  const window = `${Math.max(120, stepSeconds)}s`
  return figures
    .map((figure) => `label_replace(${termOf(figure, of, window)}, "figure", "${idOf(figure)}", "", "")`)
    .join(' or ')
}

/** All states of one tenant in one expression: how many series of each gauge hold each value. */
export function gaugesQuery({ tenant, namespaces }: FiguresOf): string {
  const select = [
    matcher('__name__', '=~', oneOf(gauges.map(({ metric }) => metric.name))),
    matcher('tenant', '=', tenant),
    ...inNamespaces(namespaces),
  ]
  return `count_values by (__name__) ("raw", {${select.join(',')}})`
}

function unitOf({ metric, kind }: Figure): string {
  if (kind !== 'rate') return metric.unit ?? 'count'
  return metric.unit === null || metric.unit === 'count' ? 'per-second' : `${metric.unit}/s`
}

/** Amounts out of `figuresQuery`, in the order of the catalogue; those without any series are left out. */
export function toFigures(series: readonly RangeSeries[], range: AbsoluteRange): TenantFigure[] {
  const found = new Map(series.map(({ labels, samples }) => [labels.figure, samples]))
  return figures.flatMap((entry): TenantFigure[] => {
    const samples = found.get(idOf(entry))
    if (!samples) return []
    const points = toPoints(samples, range)
    const { service, metric } = entry
    const { name, description } = metric
    const value = points.at(-1)?.[1] ?? null
    return [
      {
        id: idOf(entry),
        serviceId: service.id,
        metric: name,
        description,
        kind: entry.kind,
        unit: unitOf(entry),
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
