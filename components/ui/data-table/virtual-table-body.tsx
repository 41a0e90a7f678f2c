'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { BodyRow } from './body-row'
import type { TableBodyProps } from './table-body'
import { useRowFocus } from './use-row-focus'

/** The rows in view, with room above and below in the size of the others. Loaded only where a table has many. */
export function VirtualTableBody<Row extends object>(props: TableBodyProps<Row>) {
  const { rows, rowId, columns, rowHref, comfortable, scroller } = props
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (comfortable ? 40 : 32),
    getItemKey: (index) => {
      const place = rows[index]
      return place ? rowId(place.item) : index
    },
    overscan: 12,
    scrollPaddingStart: 36,
    // What the server draws, before there is anything to measure.
    initialRect: { width: 1200, height: 800 },
  })
  const active = useRowFocus({ scroller, count: rows.length, reveal: (index) => virtualizer.scrollToIndex(index) })
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)
  const before = items[0]?.start ?? 0
  const after = last ? virtualizer.getTotalSize() - last.end : 0

  return (
    <tbody className="@max-[640px]/table:block">
      {before > 0 ? <tr aria-hidden style={{ height: before }} className="@max-[640px]/table:block" /> : null}
      {items.map(({ index }) => {
        const place = rows[index]
        if (!place) return null
        const { item: row, gone } = place
        return (
          <BodyRow
            key={rowId(row)}
            row={row}
            index={index}
            columns={columns}
            href={rowHref?.(row)}
            active={index === active}
            gone={gone}
            comfortable={comfortable}
            measure={virtualizer.measureElement}
          />
        )
      })}
      {after > 0 ? <tr aria-hidden style={{ height: after }} className="@max-[640px]/table:block" /> : null}
    </tbody>
  )
}
