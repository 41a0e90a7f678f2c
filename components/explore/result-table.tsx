'use client'

import { Columns3, Rows3 } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { DataTableColumn, TableSort } from '@/components/ui/data-table/column'
import { DataTable } from '@/components/ui/data-table/data-table'
import { IconButton } from '@/components/ui/icon-button'
import { labelColumns, seriesName } from '@/lib/explore/model'

type Labelled = { labels: Record<string, string> }

/** Few labels read best as columns; many leave no room. */
const columnsUpTo = 4

type ResultTableProps<Row extends Labelled> = {
  rows: readonly Row[]
  totalRows: number
  columns: (rows: readonly Row[], look: { unit: string | null; asColumns: boolean }) => DataTableColumn<Row>[]
  unit: string | null
  defaultSort: TableSort
  empty: ReactNode
}

/** The rows of an answer. Whether labels are columns follows from how many there are, until the viewer decides. */
export function ResultTable<Row extends Labelled>(props: ResultTableProps<Row>) {
  const { rows, columns, unit } = props
  const [chosen, setChosen] = useState<boolean | null>(null)
  const asColumns = chosen ?? labelColumns(rows.map(({ labels }) => labels)).length <= columnsUpTo
  const shown = useMemo(() => columns(rows, { unit, asColumns }), [columns, rows, unit, asColumns])
  return (
    <DataTable
      id="explore"
      label="Series of the answer"
      what="series"
      columns={shown}
      rows={rows}
      rowId={(row) => seriesName(row.labels)}
      total={props.totalRows}
      defaultSort={props.defaultSort}
      csvName="explore"
      empty={props.empty}
      actions={
        <IconButton
          label={asColumns ? 'Show series as one text' : 'Show labels as columns'}
          icon={asColumns ? <Rows3 aria-hidden className="size-4" /> : <Columns3 aria-hidden className="size-4" />}
          onClick={() => setChosen(!asColumns)}
        />
      }
    />
  )
}
