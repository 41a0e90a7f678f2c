import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { AlertFilter } from './schema'

const loadAlertListSchema = async () => (await import('./schema')).alertListSchema

/** The feed's key: all alerts in reading order, at most 1,000 of `total`. Live events write into it. */
export const alertsQuery = () =>
  queryOptions({
    queryKey: ['alerts', 'all'] as const,
    queryFn: ({ signal }) => callApi('/api/alerts', loadAlertListSchema, { signal }),
  })

/** The filter as a query string; what is not asked is left out, so that equal filters give equal addresses. */
export function alertSearch(filter: AlertFilter): string {
  const search = new URLSearchParams()
  for (const name of ['severity', 'state', 'service', 'region'] as const) {
    if (filter[name].length > 0) search.set(name, [...filter[name]].sort().join(','))
  }
  if (filter.tenant) search.set('tenant', filter.tenant)
  if (filter.text) search.set('text', filter.text)
  if (filter.id) search.set('id', filter.id)
  return search.toString()
}

/** Filtered by the server: for the case that there are more alerts than `alertsQuery` carries. */
export const filteredAlertsQuery = (filter: AlertFilter) =>
  queryOptions({
    queryKey: ['alerts', 'page', alertSearch(filter)] as const,
    queryFn: ({ signal }) => callApi(`/api/alerts?${alertSearch(filter)}`, loadAlertListSchema, { signal }),
    placeholderData: keepPreviousData,
  })
