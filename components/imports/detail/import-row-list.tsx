'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useRowFocus } from '@/components/ui/data-table/use-row-focus'
import { ScrollArea } from '@/components/ui/scroll-area'
import { Skeleton } from '@/components/ui/skeleton'
import { ImportRowItem, type ImportRowLook } from './import-row-item'
import type { ImportRows } from './use-import-rows'

type ImportRowListProps = Omit<ImportRowLook, 'onToggle'> & { rows: ImportRows; total: number | null }

const head = 'sticky top-0 z-20 h-8 border-b bg-sunken px-3 text-left text-xs font-medium text-muted'

function Head({ withResult }: { withResult: boolean }) {
  return (
    <thead className="@max-[720px]/rows:sr-only">
      <tr>
        <th scope="col" className={`${head} w-24`}>
          Row
        </th>
        <th scope="col" className={`${head} w-40`}>
          Number
        </th>
        <th scope="col" className={`${head} w-32`}>
          Outcome
        </th>
        <th scope="col" className={head}>
          What changes, or why not
        </th>
        {withResult ? (
          <th scope="col" className={`${head} w-56`}>
            Result
          </th>
        ) : null}
      </tr>
    </thead>
  )
}

/** The rows in view, each as high as what it says, with room above and below for the others. */
export function ImportRowList({ rows, total, ...look }: ImportRowListProps) {
  const { count, rowAt, setRange } = rows
  const scroller = useRef<HTMLElement>(null)
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const onToggle = useCallback(
    (row: number) =>
      setOpened((before) => new Set(before.has(row) ? [...before].filter((one) => one !== row) : [...before, row])),
    [],
  )
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 33,
    overscan: 12,
    scrollPaddingStart: 36,
    initialRect: { width: 1200, height: 800 },
  })
  const active = useRowFocus({ scroller, count, reveal: (index) => virtualizer.scrollToIndex(index) })
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  const [from, to] = [first?.index ?? 0, last?.index ?? 0]
  useEffect(() => setRange({ first: from, last: to }), [from, to, setRange])
  const before = first?.start ?? 0
  const after = last ? virtualizer.getTotalSize() - last.end : 0
  const columns = look.pending === null ? 4 : 5
  return (
    <ScrollArea
      ref={scroller}
      label="Rows of the file, list"
      focusable={false}
      className="relative max-h-[calc(100dvh-9rem)] min-h-24"
    >
      <table
        aria-rowcount={total === null ? -1 : total + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm @max-[720px]/rows:block"
      >
        <caption className="sr-only">Rows of the file</caption>
        <Head withResult={look.pending !== null} />
        <tbody className="@max-[720px]/rows:block">
          {before > 0 ? <tr aria-hidden style={{ height: before }} className="@max-[720px]/rows:block" /> : null}
          {items.map(({ index, key }) => {
            const row = rowAt(index)
            if (!row) {
              return (
                <tr key={key} ref={virtualizer.measureElement} data-index={index} data-gone="" className="h-8">
                  <td colSpan={columns} className="border-b px-3">
                    <Skeleton className="h-3 w-full max-w-96" />
                  </td>
                </tr>
              )
            }
            return (
              <ImportRowItem
                key={key}
                {...look}
                row={row}
                index={index}
                active={index === active}
                open={opened.has(row.row)}
                measure={virtualizer.measureElement}
                onToggle={onToggle}
              />
            )
          })}
          {after > 0 ? <tr aria-hidden style={{ height: after }} className="@max-[720px]/rows:block" /> : null}
        </tbody>
      </table>
    </ScrollArea>
  )
}
