'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect } from 'react'
import { type PagedBodyProps, PagedRow } from './paged-row'
import { useRowFocus } from './use-row-focus'

/** Below this width of the table rows are stacked, and as high as their lines; above it all are alike and none is measured. */
const stackedBelowPixels = 640

/** What `PagedBody` loads: the rows in view, with room above and below in the size of the others. */
export function WindowedBody<Row extends object>(props: PagedBodyProps<Row>) {
  const { count, comfortable, scroller, onRange } = props
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => (comfortable ? 40 : 32),
    overscan: 12,
    scrollPaddingStart: 36,
    initialRect: { width: 1200, height: 800 },
  })
  const active = useRowFocus({ scroller, count, reveal: (index) => virtualizer.scrollToIndex(index) })
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const isStacked = (scroller.current?.clientWidth ?? stackedBelowPixels) < stackedBelowPixels

  const [from, to] = [first?.index ?? 0, last?.index ?? 0]

  useEffect(() => onRange(from, to), [from, to, onRange])

  const before = first?.start ?? 0
  const after = last ? virtualizer.getTotalSize() - last.end : 0
  return (
    <tbody className="@max-[640px]/table:block">
      {before > 0 ? <tr aria-hidden style={{ height: before }} className="@max-[640px]/table:block" /> : null}
      {items.map(({ index, key }) => (
        <PagedRow
          key={key}
          {...props}
          index={index}
          active={active}
          measure={isStacked ? virtualizer.measureElement : undefined}
        />
      ))}
      {after > 0 ? <tr aria-hidden style={{ height: after }} className="@max-[640px]/table:block" /> : null}
    </tbody>
  )
}
