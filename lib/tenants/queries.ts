import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { TimeRange } from '@/lib/time/range'
import type { HistoryRange } from './charts-schema'
import { tenantFilterDefaults } from './model'
import type { CreateTenant, TenantChange, TenantFilter } from './schema'

const loadPortalHistorySchema = async () => (await import('./charts-schema')).portalHistorySchema
const loadTenantFiguresSchema = async () => (await import('./charts-schema')).tenantFiguresSchema
const loadTenantDetailSchema = async () => (await import('./schema')).tenantDetailSchema
const loadTenantListSchema = async () => (await import('./schema')).tenantListSchema
const loadTenantSchema = async () => (await import('./schema')).tenantSchema
const loadDeletedTenantSchema = async () => (await import('./schema')).deletedTenantSchema

const pathOf = (id: string) => `/api/tenants/${encodeURIComponent(id)}`

/** The feed's key: all tenants by id, at most 1,000 of `total`. Live events write into it. */
export const tenantsQuery = () =>
  queryOptions({
    queryKey: ['tenants', 'all'] as const,
    queryFn: ({ signal }) => callApi('/api/tenants', loadTenantListSchema, { signal }),
  })

/** The filter as a query string; what stands at its default is left out, so that equal filters give equal addresses. */
export function tenantSearch(filter: Partial<TenantFilter>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    const text = Array.isArray(value) ? [...value].sort().join(',') : String(value ?? '')
    const standard = tenantFilterDefaults[name as keyof TenantFilter]
    if (text !== (Array.isArray(standard) ? '' : String(standard))) search.set(name, text)
  }
  search.sort()
  return search.toString()
}

/** One page, filtered and sorted by the server: for the case that there are more tenants than `tenantsQuery` carries. */
export const tenantPageQuery = (filter: Partial<TenantFilter>) =>
  queryOptions({
    queryKey: ['tenants', 'page', tenantSearch(filter)] as const,
    queryFn: ({ signal }) => callApi(`/api/tenants?${tenantSearch(filter)}`, loadTenantListSchema, { signal }),
    placeholderData: keepPreviousData,
  })

/** One tenant. Its row also comes live with the topic `tenants`; this one is fetched again every few seconds. */
export const tenantQuery = (id: string) =>
  queryOptions({
    queryKey: ['tenant', id] as const,
    queryFn: ({ signal }) => callApi(pathOf(id), loadTenantDetailSchema, { signal }),
    refetchInterval: 5000,
  })

/** Status strips of a page of tenants, at most 100. */
export const portalHistoryQuery = (ids: readonly string[], range: HistoryRange) =>
  queryOptions({
    queryKey: ['portal-history', range, ...[...ids].sort()] as const,
    enabled: ids.length > 0,
    queryFn: ({ signal }) => {
      const search = new URLSearchParams([...[...ids].sort().map((id) => ['id', id]), ['range', range]])
      return callApi(`/api/tenants/history?${search}`, loadPortalHistorySchema, { signal })
    },
    staleTime: 30_000,
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })

/** What the services measure for one tenant. */
export const tenantFiguresQuery = (id: string, range: TimeRange) =>
  queryOptions({
    queryKey: ['tenant-figures', id, range] as const,
    queryFn: ({ signal }) => {
      const search = new URLSearchParams(
        Object.entries(range).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      )
      return callApi(`${pathOf(id)}/figures?${search}`, loadTenantFiguresSchema, { signal })
    },
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  })

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

export const createTenantCall = (body: CreateTenant) =>
  callApi('/api/tenants', loadTenantSchema, { method: 'POST', body })

export const updateTenantCall = (id: string, version: number, body: TenantChange) =>
  callApi(pathOf(id), loadTenantSchema, { method: 'PATCH', body, headers: ifMatch(version) })

export const deleteTenantCall = (id: string, version: number) =>
  callApi(pathOf(id), loadDeletedTenantSchema, { method: 'DELETE', headers: ifMatch(version) })
