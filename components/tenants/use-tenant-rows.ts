'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSettled } from '@/components/forms/use-settled'
import { useServedQuery } from '@/components/query-state/use-served-query'
import type { DataTableColumn, TableSort } from '@/components/ui/data-table/column'
import { tenantPageQuery, tenantsQuery } from '@/lib/tenants/queries'
import type { TenantRow } from '@/lib/tenants/schema'
import { clampPage, pageFilter, readEvery, sortTenants, type TenantView, tenantPageSize } from './tenant-page'

const none: readonly TenantRow[] = []

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
  const question = useMemo(() => pageFilter(view, sort, page), [view, sort, page])
  const remote = useServedQuery({ ...tenantPageQuery(useSettled(question)), enabled: isCut })

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

  /** Every row that matches, for an export: what is here, or read step by step. */
  async function readAll(): Promise<readonly TenantRow[]> {
    if (!isCut) return local
    return readEvery(pageFilter(view, sort, 0), (step) =>
      client.fetchQuery({ ...tenantPageQuery(step), staleTime: 0, gcTime: 0 }),
    )
  }

  // A page that could not be read is no empty page.
  const query = isCut && remote.isError && remote.data === undefined ? remote : all
  // While the answer to a new question is under way, the rows are still those of the one before.
  const isOfBefore = isCut && remote.isPlaceholderData
  return { all, query, isCut, isOfBefore, rows, total, page: shown, isPending: isCut && remote.isPending, readAll }
}
