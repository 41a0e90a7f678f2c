import type { DataTableColumn, TableSort } from '@/components/ui/data-table/column'
import { sortRows } from '@/components/ui/data-table/sort-rows'
import { filterTenants, tenantFilterDefaults } from '@/lib/tenants/model'
import type { TenantFilter, TenantList, TenantRow } from '@/lib/tenants/schema'
import { tenantSortFields } from '@/lib/tenants/vocabulary'

/** As many as one question for the strips may name. */
export const tenantPageSize = 100

/** Rows that one answer of the API carries at most. */
const rowsPerAnswer = tenantFilterDefaults.limit

/** The part of the filter that stands in the page's own search parameters. */
export type TenantView = Pick<TenantFilter, 'q' | 'status' | 'region' | 'cloud'>

export const emptyTenantView: TenantView = { q: '', status: [], region: [], cloud: [] }

export const defaultTenantSort: TableSort = { id: 'status', desc: false }

/** The server's question for one page. An order that only the browser knows falls back to the default one. */
export function pageFilter(view: TenantView, sort: TableSort | null, page: number): TenantFilter {
  const field = tenantSortFields.find((candidate) => candidate === sort?.id)
  return {
    ...tenantFilterDefaults,
    ...view,
    sort: field ?? 'status',
    order: field && sort?.desc ? 'desc' : 'asc',
    offset: page * tenantPageSize,
    limit: tenantPageSize,
  }
}

type Answer = Pick<TenantList, 'items' | 'total'>

/**
 * Every row that answers a question, read in steps of as many as one answer carries. Rows that come or go meanwhile may shift a
 * row from one step to the next; none is written twice.
 */
export async function readEvery(
  question: TenantFilter,
  read: (step: TenantFilter) => Promise<Answer>,
): Promise<TenantRow[]> {
  const found = new Map<string, TenantRow>()
  for (let offset = 0; ; offset += rowsPerAnswer) {
    const { items, total } = await read({ ...question, offset, limit: rowsPerAnswer })
    for (const row of items) found.set(row.id, row)
    if (items.length === 0 || offset + rowsPerAnswer >= total) return [...found.values()]
  }
}

/** Rows that match, in the order of a column; without a value they come last both ways, and equal ones by id. */
export function sortTenants(
  rows: readonly TenantRow[],
  view: TenantView,
  columns: readonly DataTableColumn<TenantRow>[],
  sort: TableSort | null,
): readonly TenantRow[] {
  const matching = filterTenants(rows, { ...pageFilter(view, null, 0), sort: 'id' })
  return sortRows(matching, columns, sort)
}

/** The page that can be shown: a page beyond the end is the last one, for addresses that outlived their rows. */
export function clampPage(page: number, total: number): number {
  return Math.max(0, Math.min(page, Math.ceil(total / tenantPageSize) - 1))
}

/** True when some filter is set. */
export function isFiltered(view: TenantView): boolean {
  return view.q !== '' || view.status.length > 0 || view.region.length > 0 || view.cloud.length > 0
}
