import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ServiceId } from '@/lib/catalogue/schema'
import { callApi } from '@/lib/http/api-client'
import { paced } from '@/lib/http/refresh'
import { relativeRanges, type TimeRange } from '@/lib/time/range'
import type { SeriesSplit } from './vocabulary'

const loadServiceListSchema = async () => (await import('./schema')).serviceListSchema
const loadServiceDetailSchema = async () => (await import('./schema')).serviceDetailSchema
const loadChartAnswerSchema = async () => (await import('./schema')).chartAnswerSchema
const loadServiceAlertsSchema = async () => (await import('./schema')).serviceAlertsSchema
const loadServiceMetricsSchema = async () => (await import('./schema')).serviceMetricsSchema

/** Every service of every region. Live events of the topic `services` write into it. */
export const servicesQuery = () =>
  queryOptions({
    queryKey: ['services', 'all'] as const,
    queryFn: ({ signal }) => callApi('/api/services', loadServiceListSchema, { signal }),
  })

/** Pods and gauges change with each refresh of the feed, which answers from memory: asking costs no source anything. */
const detailRefreshMs = 5000

export const serviceQuery = (serviceId: ServiceId, region: string | null) =>
  queryOptions({
    queryKey: ['service', serviceId, region] as const,
    queryFn: ({ signal }) =>
      callApi(`/api/services/${serviceId}${search({ region })}`, loadServiceDetailSchema, { signal }),
    refetchInterval: detailRefreshMs,
  })

/** Rules come from the feed's memory, too. */
export const serviceAlertsQuery = (serviceId: ServiceId, region: string | null) =>
  queryOptions({
    queryKey: ['service-alerts', serviceId, region] as const,
    queryFn: ({ signal }) =>
      callApi(`/api/services/${serviceId}/alerts${search({ region })}`, loadServiceAlertsSchema, { signal }),
    refetchInterval: detailRefreshMs,
  })

/**
 * Asked for only while somebody looks at the table, and shared by all who do. As often as the pods and gauges: a gauge that
 * still says "down" here while the page above says "ok" is worse than four questions more.
 */
export const serviceMetricsQuery = (serviceId: ServiceId, region: string | null) =>
  queryOptions({
    queryKey: ['service-metrics', serviceId, region] as const,
    queryFn: ({ signal }) =>
      callApi(`/api/services/${serviceId}/metrics${search({ region })}`, loadServiceMetricsSchema, { signal }),
    refetchInterval: detailRefreshMs,
  })

export type SeriesArguments = {
  serviceId: ServiceId
  region: string | null
  chartId: string
  split: SeriesSplit
  range: TimeRange
}

/** One chart. A relative range is asked for again as it moves on; an absolute one stands still. */
export const serviceSeriesQuery = ({ serviceId, region, chartId, split, range }: SeriesArguments) => {
  const asked = search({ region, chart: chartId, split, ...rangeSearch(range) })
  return queryOptions({
    queryKey: ['service-series', serviceId, asked] as const,
    queryFn: ({ signal }) => callApi(`/api/services/${serviceId}/series${asked}`, loadChartAnswerSchema, { signal }),
    refetchInterval: (query) => paced(query, range.from === undefined ? seriesRefreshMs(range) : false),
    placeholderData: keepPreviousData,
  })
}

function rangeSearch(range: TimeRange): Record<string, string> {
  const { from, to } = range
  return from === undefined || to === undefined ? { range: range.range } : { from: String(from), to: String(to) }
}

/** As often as a new point can have come: the range in 240 steps, at least 15 s. */
function seriesRefreshMs(range: TimeRange): number {
  return Math.max(15, Math.ceil(relativeRanges[range.range] / 240)) * 1000
}

function search(values: Record<string, string | null>): string {
  const parameters = new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}
