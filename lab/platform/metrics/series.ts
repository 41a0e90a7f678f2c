import type { Metric } from '@/lib/catalogue/schema'
import { isLarge, type LabelPlace, type LabelValue, labelValues } from './label-values'

/** One time series of a metric in one pod: its labels, and the part of the metric's events that it carries. */
export interface Series {
  labels: readonly (readonly [name: string, value: string])[]
  share: number
}

/** Combinations of label values that one pod shows of a histogram, each of which is a dozen series. */
const histogramLimit = ({ world }: LabelPlace) => (isLarge(world) ? 2 : 6)

/**
 * The series of a metric in one pod. Label values multiply, with two exceptions that keep their number in bounds:
 * only the three busiest tenants show more than the most frequent value of the other labels, and a histogram shows its
 * most frequent combinations only: six, or two in a large cluster.
 */
export function seriesOf(metric: Metric, place: LabelPlace): Series[] {
  const names = metric.labels.filter((label) => label !== 'le')
  let series: Series[] = [{ labels: [], share: 1 }]
  const hasTenants = names.includes('tenant')
  for (const name of names.toSorted((a, b) => Number(b === 'tenant') - Number(a === 'tenant'))) {
    const values = labelValues(name, metric.name, place)
    series = series.flatMap((entry) =>
      extend(entry, name, hasTenants && name !== 'tenant' && !isBusy(entry, place) ? first(values) : values),
    )
  }
  if (metric.type !== 'histogram' || series.length <= histogramLimit(place)) return series
  return series.toSorted((a, b) => b.share - a.share).slice(0, histogramLimit(place))
}

function extend(entry: Series, name: string, values: readonly LabelValue[]): Series[] {
  return values.map(({ value, share }) => ({
    labels: [...entry.labels, [name, value] as const],
    share: entry.share * share,
  }))
}

function first(values: readonly LabelValue[]): LabelValue[] {
  const [most] = values
  return most ? [{ value: most.value, share: values.reduce((sum, { share }) => sum + share, 0) }] : []
}

function isBusy(entry: Series, { world }: LabelPlace): boolean {
  const tenant = entry.labels[0]?.[1]
  return world.tenants.slice(0, 3).some(({ id }) => id === tenant)
}
