'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import Link from 'next/link'
import { type KeyboardEvent, memo, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { NoValue } from '@/components/ui/no-value'
import { cellClass, rowClass } from './cell-class'
import type { DataTableColumn } from './column'
import { moveInRows } from './row-focus'
import type { DataTableRow } from './use-data-table'

/** Above this many rows only those in view are drawn. */
export const virtualFrom = 100

type BodyRowProps<Row extends object> = {
  row: Row
  index: number
  columns: readonly DataTableColumn<Row>[]
  href: string | undefined
  active: boolean
  comfortable: boolean
  measure: ((element: Element | null) => void) | undefined
}

function cellContent<Row>(column: DataTableColumn<Row>, row: Row): ReactNode {
  if (column.cell) return column.cell(row)
  const value = column.value(row)
  return value === null || value === undefined ? <NoValue /> : String(value)
}

function BodyRowInner<Row extends object>(props: BodyRowProps<Row>) {
  const { row, index, columns, href, active, comfortable, measure } = props
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={classNames(
        'border-b last:border-b-0 focus-within:bg-accent-tint',
        comfortable ? 'h-10' : 'h-8 pointer-coarse:h-10',
        href && 'relative hover:bg-sunken',
        rowClass,
      )}
    >
      {columns.map((column, at) => (
        <td key={column.id} data-label={column.header} className={cellClass(column)}>
          {at === 0 && href ? (
            // The link's own box covers the row, so that the whole row is one real link; controls in cells lie above it (z-10).
            <Link
              href={href}
              prefetch={false}
              tabIndex={active ? 0 : -1}
              data-row-link=""
              className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {cellContent(column, row)}
            </Link>
          ) : (
            cellContent(column, row)
          )}
        </td>
      ))}
    </tr>
  )
}

const BodyRow = memo(BodyRowInner) as typeof BodyRowInner

type TableBodyProps<Row extends object> = {
  rows: readonly DataTableRow<Row>[]
  columns: readonly DataTableColumn<Row>[]
  rowHref: ((row: Row) => string) | undefined
  comfortable: boolean
  scroller: RefObject<HTMLElement | null>
}

function useRowFocus(scroller: RefObject<HTMLElement | null>, count: number, reveal: (index: number) => void) {
  const [active, setActive] = useState(0)
  const pending = useRef<number | null>(null)
  const current = Math.min(active, Math.max(0, count - 1))

  // Runs after each drawing: a row far away is drawn only after the scroll that reveals it.
  useEffect(() => {
    if (pending.current === null) return
    const link = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${pending.current}"] [data-row-link]`)
    if (!link) return
    pending.current = null
    link.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const target = event.target instanceof HTMLElement ? event.target : null
    const index = Number(target?.closest('tr')?.dataset.index)
    if (!target?.hasAttribute('data-row-link') || Number.isNaN(index)) return
    const next = moveInRows(event.key, index, count)
    if (next === null) return
    event.preventDefault()
    pending.current = next
    setActive(next)
    reveal(next)
  }

  return { active: current, onKeyDown }
}

/** The rows. One of their links is in the tab order; arrows or j/k walk the others, Enter opens. */
export function TableBody<Row extends object>({ rows, columns, rowHref, comfortable, scroller }: TableBodyProps<Row>) {
  const virtual = rows.length > virtualFrom
  const virtualizer = useVirtualizer({
    count: virtual ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => (comfortable ? 40 : 32),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollPaddingStart: 36,
    initialRect: { width: 1200, height: 800 },
  })
  const reveal = (index: number) => {
    if (virtual) virtualizer.scrollToIndex(index)
    else scroller.current?.querySelector(`tr[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const { active, onKeyDown } = useRowFocus(scroller, rows.length, reveal)

  const items = virtual ? virtualizer.getVirtualItems() : rows.map((_, index) => ({ index }))
  const first = virtual ? virtualizer.getVirtualItems()[0] : undefined
  const last = virtual ? virtualizer.getVirtualItems().at(-1) : undefined
  const before = first?.start ?? 0
  const after = last ? virtualizer.getTotalSize() - last.end : 0

  return (
    <tbody onKeyDown={onKeyDown} className="@max-[640px]/table:block">
      {before > 0 ? <tr aria-hidden style={{ height: before }} className="@max-[640px]/table:block" /> : null}
      {items.map(({ index }) => {
        const row = rows[index]
        if (!row) return null
        return (
          <BodyRow
            key={row.id}
            row={row.original}
            index={index}
            columns={columns}
            href={rowHref?.(row.original)}
            active={index === active}
            comfortable={comfortable}
            measure={virtual ? virtualizer.measureElement : undefined}
          />
        )
      })}
      {after > 0 ? <tr aria-hidden style={{ height: after }} className="@max-[640px]/table:block" /> : null}
    </tbody>
  )
}
