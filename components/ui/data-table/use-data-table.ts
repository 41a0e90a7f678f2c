'use client'

import { useMemo } from 'react'
import type { DataTableColumn, TableSort } from './column'
import { sortRows } from './sort-rows'

type Input<Row extends object> = {
  columns: readonly DataTableColumn<Row>[]
  rows: readonly Row[]
  sort: TableSort | null
  /** True when the rows come sorted. */
  manual: boolean
  /** What the viewer changed against the columns' own `hidden`. */
  changedColumns: Readonly<Record<string, boolean>>
}

/** Which columns of a table show, and in which order its rows stand. */
export function useDataTable<Row extends object>({ columns, rows, sort, manual, changedColumns }: Input<Row>) {
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map((column) => [column.id, changedColumns[column.id] ?? !column.hidden])),
    [columns, changedColumns],
  )
  const visibleColumns = useMemo(
    () => columns.filter((column) => columnVisibility[column.id]),
    [columns, columnVisibility],
  )
  const sorted = useMemo(() => (manual ? rows : sortRows(rows, columns, sort)), [manual, rows, columns, sort])
  return { rows: sorted, visibleColumns, columnVisibility }
}
