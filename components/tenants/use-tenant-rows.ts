'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSettled } from '@/components/forms/use-settled'
import { useServedQuery } from '@/components/query-state/use-served-query'
import type { DataTableColumn, TableSort } from '@/components/ui/data-table/column'
import { tenantPageQuery, tenantSearch, tenantsQuery } from '@/lib/tenants/queries'
import { type TenantFilter, type TenantRow, tenantFilterSchema } from '@/lib/tenants/schema'
import { clampPage, pageFilter, sortTenants, type TenantView, tenantPageSize } from './tenant-page'

/** Rows that one answer of the API carries at most. */
const rowsPerAnswer = tenantFilterSchema.parse({}).limit

const none: readonly TenantRow[] = []

/** Reads a question back from its address, which is what "the same question" is compared by. */
function readSearch(search: string): TenantFilter {
  return tenantFilterSchema.parse(Object.fromEntries(new URLSearchParams(search)))
}

/**
 * One page of the tenants. While all of them are in the browser (up to 1,000) it filters, sorts and pages here, live; beyond
 * that the server does, and the page that is shown stays live.
 */
export function useTenantRows(
  view: TenantView,
  sort: TableSort | null,
  page: number,
  columns: readonly DataTableColumn<TenantRow>[],
) {
  const client = useQueryClient()
  const all = useServedQuery(tenantsQuery())
  const isCut = all.data !== undefined && all.data.total > all.data.items.length
  const asked = useSettled(tenantSearch(pageFilter(view, sort, page)))
  const remote = useServedQuery({ ...tenantPageQuery(readSearch(asked)), enabled: isCut })

  const local = useMemo(
    () => (isCut ? none : sortTenants(all.data?.items ?? none, view, columns, sort)),
    [isCut, all.data, view, columns, sort],
  )
  const total = isCut ? (remote.data?.total ?? 0) : local.length
  const shown = isCut ? page : clampPage(page, total)
  const rows = useMemo(
    () => (isCut ? (remote.data?.items ?? none) : local.slice(shown * tenantPageSize, (shown + 1) * tenantPageSize)),
    [isCut, remote.data, local, shown],
  )

  /** Every row that matches, for an export: what is here, or read page after page. */
  async function readAll(): Promise<readonly TenantRow[]> {
    if (!isCut) return local
    const found: TenantRow[] = []
    for (let offset = 0; offset === 0 || offset < total; offset += rowsPerAnswer) {
      const filter = { ...pageFilter(view, sort, 0), offset, limit: rowsPerAnswer }
      const answer = await client.fetchQuery({ ...tenantPageQuery(filter), staleTime: 0, gcTime: 0 })
      found.push(...answer.items)
    }
    return found
  }

  return {
    all,
    isCut,
    rows,
    total,
    page: shown,
    isPending: isCut && remote.isPending,
    remoteError: remote.error,
    readAll,
  }
}
