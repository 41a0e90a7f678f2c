'use client'

import Link from 'next/link'
import { Fragment, memo, type ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { NoValue } from '@/components/ui/no-value'
import { cellClass, rowClass } from './cell-class'
import type { DataTableColumn } from './column'

type BodyRowProps<Row extends object> = {
  row: Row
  index: number
  columns: readonly DataTableColumn<Row>[]
  href: string | undefined
  active: boolean
  /** The row has left the list; its place is kept. */
  gone: boolean
  comfortable: boolean
  measure?: (element: Element | null) => void
}

function cellContent<Row>(column: DataTableColumn<Row>, row: Row): ReactNode {
  if (column.cell) return column.cell(row)
  const value = column.value(row)
  return value === null || value === undefined ? <NoValue /> : String(value)
}

/** A cell whose value changed is drawn anew in its place: text that ends at an edge is no text that moved. */
function contentKey<Row>(column: DataTableColumn<Row>, row: Row): string {
  return String(column.value(row))
}

function GoneRow<Row extends object>({ row, index, columns, comfortable, measure }: BodyRowProps<Row>) {
  const named = columns.find((column) => column.hideable === false) ?? columns[0]
  return (
    <tr
      ref={measure}
      data-index={index}
      data-gone=""
      aria-rowindex={index + 2}
      className={classNames('border-b last:border-b-0', comfortable ? 'h-10' : 'h-8 pointer-coarse:h-10')}
    >
      <td colSpan={columns.length} className="truncate px-3 py-0 align-middle text-muted">
        <span className="line-through">{named ? String(named.value(row) ?? '') : ''}</span> no longer in this list
      </td>
    </tr>
  )
}

function BodyRowInner<Row extends object>(props: BodyRowProps<Row>) {
  if (props.gone) return <GoneRow {...props} />
  const { row, index, columns, href, active, comfortable, measure } = props
  const linkAt = columns.findIndex((column) => !column.control)
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={classNames(
        'scroll-mt-9 border-b last:border-b-0 focus-within:bg-accent-tint',
        comfortable ? 'h-10' : 'h-8 pointer-coarse:h-10',
        href && 'relative hover:bg-sunken',
        rowClass,
      )}
    >
      {columns.map((column, at) => (
        <td key={column.id} data-label={column.header} className={cellClass(column)}>
          {at === linkAt && href ? (
            // The link's own box covers the row, so that the whole row is one real link; controls in cells lie above it (z-10).
            <Link
              href={href}
              prefetch={false}
              tabIndex={active ? 0 : -1}
              data-row-link=""
              className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              <Fragment key={contentKey(column, row)}>{cellContent(column, row)}</Fragment>
            </Link>
          ) : (
            <Fragment key={contentKey(column, row)}>{cellContent(column, row)}</Fragment>
          )}
        </td>
      ))}
    </tr>
  )
}

export const BodyRow = memo(BodyRowInner) as typeof BodyRowInner
