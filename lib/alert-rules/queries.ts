import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { paced } from '@/lib/http/refresh'
import { relativeRanges, type TimeRange } from '@/lib/time/range'
import type { AlertRuleFilter } from './schema'

const loadListSchema = async () => (await import('./schema')).alertRuleListSchema
const loadDetailSchema = async () => (await import('./schema')).alertRuleDetailSchema
const loadSeriesSchema = async () => (await import('./schema')).ruleSeriesAnswerSchema

/** The feed's key: all rules in reading order, at most 1,000 of `total`. Live events write into it. */
export const alertRulesQuery = () =>
  queryOptions({
    queryKey: ['alert-rules', 'all'] as const,
    queryFn: ({ signal }) => callApi('/api/alert-rules', loadListSchema, { signal }),
  })

/** The filter as a query string; what is not asked is left out, so that equal filters give equal addresses. */
export function alertRuleSearch(filter: AlertRuleFilter): string {
  const search = new URLSearchParams()
  for (const name of ['kind', 'state', 'severity', 'coverage', 'service', 'region'] as const) {
    if (filter[name].length > 0) search.set(name, [...filter[name]].sort().join(','))
  }
  if (filter.text) search.set('text', filter.text)
  return search.toString()
}

/** Filtered by the server: for the case that there are more rules than `alertRulesQuery` carries. */
export const filteredAlertRulesQuery = (filter: AlertRuleFilter) =>
  queryOptions({
    queryKey: ['alert-rules', 'page', alertRuleSearch(filter)] as const,
    queryFn: ({ signal }) => callApi(`/api/alert-rules?${alertRuleSearch(filter)}`, loadListSchema, { signal }),
    placeholderData: keepPreviousData,
  })

function address(key: string, rest: string, values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  const search = new URLSearchParams(given).toString()
  return `/api/alert-rules/${encodeURIComponent(key)}${rest}${search === '' ? '' : `?${search}`}`
}

/** The feed answers from memory: asking costs no source anything. */
const detailRefreshMs = 5000

export const alertRuleQuery = (key: string, region: string | null) =>
  queryOptions({
    queryKey: ['alert-rule', key, region] as const,
    queryFn: ({ signal }) => callApi(address(key, '', { region }), loadDetailSchema, { signal }),
    refetchInterval: detailRefreshMs,
  })

/** As often as a new point can have come: the range in 240 steps, at least 15 s. An absolute range stands still. */
function seriesRefreshMs(range: TimeRange): number | false {
  if (range.from !== undefined) return false
  return Math.max(15, Math.ceil(relativeRanges[range.range] / 240)) * 1000
}

export const alertRuleSeriesQuery = (key: string, region: string | null, range: TimeRange) => {
  const { from, to } = range
  const asked: Record<string, string> =
    from === undefined || to === undefined ? { range: range.range } : { from: `${from}`, to: `${to}` }
  return queryOptions({
    queryKey: ['alert-rule-series', key, region, asked] as const,
    queryFn: ({ signal }) => callApi(address(key, '/series', { region, ...asked }), loadSeriesSchema, { signal }),
    refetchInterval: (query) => paced(query, seriesRefreshMs(range)),
    placeholderData: keepPreviousData,
  })
}
