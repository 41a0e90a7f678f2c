'use client'

import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { compareValues, type DataTableColumn, sortKey, type TableSort } from './column'

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})
type Features = typeof features

type Input<Row extends object> = {
  columns: readonly DataTableColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  sort: TableSort | null
  onSortChange: (sort: TableSort | null) => void
  /** True when the rows come sorted. */
  manual: boolean
  /** What the viewer changed against the columns' own `hidden`. */
  changedColumns: Readonly<Record<string, boolean>>
}

function toColumnDef<Row extends object>(column: DataTableColumn<Row>): ColumnDef<Features, Row> {
  return {
    id: column.id,
    accessorFn: (row) => sortKey(column, row),
    sortFn: (a, b, id) => compareValues(a.getValue(id), b.getValue(id)),
    sortUndefined: 'last',
    sortDescFirst: column.firstSort === 'desc',
    enableSorting: column.sortable !== false,
    enableHiding: column.hideable !== false,
  }
}

/** The table's state machine: which columns show, in which order the rows stand. */
export function useDataTable<Row extends object>(input: Input<Row>) {
  const { columns, rows, rowId, sort, onSortChange, manual, changedColumns } = input
  const columnDefs = useMemo(() => columns.map(toColumnDef), [columns])
  const data = useMemo(() => [...rows], [rows])
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map((column) => [column.id, changedColumns[column.id] ?? !column.hidden])),
    [columns, changedColumns],
  )
  const sorting = useMemo(() => (sort ? [sort] : []), [sort])
  const table = useTable<Features, Row>({
    features,
    columns: columnDefs,
    data,
    getRowId: rowId,
    manualSorting: manual,
    enableMultiSort: false,
    enableSortingRemoval: false,
    state: { sorting, columnVisibility },
    onSortingChange: (updater) => {
      const next = typeof updater === 'function' ? updater(sorting) : updater
      onSortChange(next[0] ?? null)
    },
  })
  const visibleColumns = columns.filter((column) => columnVisibility[column.id])
  return { table, rows: table.getRowModel().rows, visibleColumns, columnVisibility }
}

export type DataTableRow<Row extends object> = ReturnType<typeof useDataTable<Row>>['rows'][number]
