'use client'

import type { RefObject } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { BodyRow } from './body-row'
import { rowClass } from './cell-class'
import type { DataTableColumn } from './column'

export type PagedBodyProps<Row extends object> = {
  columns: readonly DataTableColumn<Row>[]
  /** Places that there are so far; rows come to them as they come into view. */
  count: number
  rowAt: (index: number) => Row | undefined
  /** Told which places are in view. */
  onRange: (first: number, last: number) => void
  rowId: (row: Row) => string
  rowHref: (row: Row) => string
  comfortable: boolean
  scroller: RefObject<HTMLElement | null>
}

type PagedRowProps<Row extends object> = Pick<
  PagedBodyProps<Row>,
  'columns' | 'rowAt' | 'rowId' | 'rowHref' | 'comfortable'
> & { index: number; active: number; measure?: (element: Element | null) => void }

/** The row at a place, or a place that waits for its row. */
export function PagedRow<Row extends object>({ index, active, rowAt, rowId, rowHref, ...look }: PagedRowProps<Row>) {
  const row = rowAt(index)
  if (row) {
    return (
      <BodyRow
        key={rowId(row)}
        row={row}
        index={index}
        href={rowHref(row)}
        active={index === active}
        gone={false}
        {...look}
      />
    )
  }
  return (
    <tr
      ref={look.measure}
      data-index={index}
      data-gone=""
      className={`${look.comfortable ? 'h-10' : 'h-8'} ${rowClass}`}
    >
      <td colSpan={look.columns.length} className="px-3 py-0 align-middle">
        <Skeleton className="h-3 w-full max-w-96" />
      </td>
    </tr>
  )
}
