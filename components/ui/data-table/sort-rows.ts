import { compareValues, type DataTableColumn, sortKey, type TableSort } from './column'

/**
 * Rows in the order of a column, equal ones as they stood. Rows without a value come last both ways. A sort that no column knows, or
 * one that does not sort, leaves the order as it is. The input stays as it was.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly DataTableColumn<Row>[],
  sort: TableSort | null,
): readonly Row[] {
  const column = columns.find((candidate) => candidate.id === sort?.id && candidate.sortable !== false)
  if (!column || !sort) return rows
  const keyed = rows.map((row) => ({ row, key: sortKey(column, row) }))
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined)
    return (sort.desc ? -1 : 1) * compareValues(a.key, b.key)
  })
  return keyed.map(({ row }) => row)
}

/** The sort after a click on a column's head: its own first direction, then the other way round. */
export function nextSort(column: Pick<DataTableColumn<never>, 'id' | 'firstSort'>, sort: TableSort | null): TableSort {
  return { id: column.id, desc: sort?.id === column.id ? !sort.desc : column.firstSort === 'desc' }
}
