'use client'

import type { RefObject } from 'react'
import { BodyRow } from './body-row'
import type { DataTableColumn } from './column'
import type { Place } from './held-order'
import { useRowFocus } from './use-row-focus'

export type TableBodyProps<Row extends object> = {
  rows: readonly Place<Row>[]
  rowId: (row: Row) => string
  columns: readonly DataTableColumn<Row>[]
  rowHref: ((row: Row) => string) | undefined
  comfortable: boolean
  scroller: RefObject<HTMLElement | null>
}

/** The rows, all of them drawn. */
export function TableBody<Row extends object>({
  rows,
  rowId,
  columns,
  rowHref,
  comfortable,
  scroller,
}: TableBodyProps<Row>) {
  const active = useRowFocus({
    scroller,
    count: rows.length,
    reveal: (index) =>
      scroller.current?.querySelector(`tr[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  return (
    <tbody className="@max-[640px]/table:block">
      {rows.map(({ item: row, gone }, index) => (
        <BodyRow
          key={rowId(row)}
          row={row}
          index={index}
          columns={columns}
          href={rowHref?.(row)}
          active={index === active}
          gone={gone}
          comfortable={comfortable}
        />
      ))}
    </tbody>
  )
}
