'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { moveInRows } from '@/components/ui/data-table/row-focus'
import type { MetricEntry, MetricList } from '@/lib/explore/schema'
import { MetricRow } from './metric-row'

type Row = { kind: 'heading'; id: string; label: string } | { kind: 'metric'; id: string; metric: MetricEntry }

const headingHeight = 28
const metricHeight = 44

function toRows(metrics: readonly MetricEntry[], groups: MetricList['groups']): Row[] {
  const rows: Row[] = []
  let group: string | null = null
  for (const metric of metrics) {
    const id = metric.service ?? 'other'
    if (id !== group) {
      const found = groups.find((one) => one.id === id)
      rows.push({ kind: 'heading', id: `#${id}`, label: `${found?.label ?? id} · ${found?.count ?? ''}` })
      group = id
    }
    rows.push({ kind: 'metric', id: metric.id, metric })
  }
  return rows
}

type MetricRowsProps = {
  metrics: readonly MetricEntry[]
  groups: MetricList['groups']
  /** The expression that is shown, to mark the metric it came from. */
  query: string
  onPick: (metric: MetricEntry) => void
  /** Called as the end comes into view. */
  onEnd: () => void
}

/** Metrics under the headings of their services; only those in view are drawn. Arrows, Page, Home and End walk. */
export function MetricRows({ metrics, groups, query, onPick, onEnd }: MetricRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => toRows(metrics, groups), [metrics, groups])
  const places = useMemo(() => rows.flatMap((row, index) => (row.kind === 'metric' ? [index] : [])), [rows])
  const [active, setActive] = useState(0)
  const pending = useRef<number | null>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? headingHeight : metricHeight),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    initialRect: { width: 320, height: 640 },
  })
  const items = virtualizer.getVirtualItems()
  const lastDrawn = items.at(-1)?.index ?? 0
  const activeRow = places[Math.min(active, places.length - 1)]

  useEffect(() => {
    if (rows.length > 0 && lastDrawn >= rows.length - 20) onEnd()
  }, [lastDrawn, rows.length, onEnd])

  useEffect(() => {
    if (pending.current === null) return
    const wanted = scroller.current?.querySelector<HTMLElement>(`[data-index="${pending.current}"] button`)
    if (!wanted) return
    pending.current = null
    wanted.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.key.length === 1) return
    const next = moveInRows(event.key, Math.min(active, places.length - 1), places.length)
    const row = next === null ? undefined : places[next]
    if (next === null || row === undefined) return
    event.preventDefault()
    pending.current = row
    setActive(next)
    virtualizer.scrollToIndex(row)
  }

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto" data-metric-list="">
      <ul
        aria-label="Metrics"
        onKeyDown={onKeyDown}
        style={{ height: virtualizer.getTotalSize() }}
        className="relative w-full"
      >
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <li
              key={item.key}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'heading' ? (
                <h2 className="flex h-full items-end px-2 pb-1 text-xs font-medium text-muted">{row.label}</h2>
              ) : (
                <MetricRow
                  metric={row.metric}
                  isFocusable={item.index === activeRow}
                  isCurrent={row.metric.query === query}
                  onPick={(metric) => {
                    setActive(places.indexOf(item.index))
                    onPick(metric)
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
