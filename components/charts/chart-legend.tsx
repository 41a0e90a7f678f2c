'use client'

import type { MouseEvent } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatValue } from '@/lib/format/value'
import { type DrawnSeries, isolateSeries, lastPoint, toggleSeries } from './series-model'

type ChartLegendProps = {
  series: readonly DrawnSeries[]
  unit: string | null
  hidden: ReadonlySet<string>
  onHiddenChange: (hidden: Set<string>) => void
}

/** Which colour is which, with the last value. Click shows or hides; a double or Ctrl click (Shift-Enter by keyboard) shows one alone. */
export function ChartLegend({ series, unit, hidden, onHiddenChange }: ChartLegendProps) {
  const all = series.map((one) => one.id)
  const click = (event: MouseEvent, id: string) => {
    const isolate = event.ctrlKey || event.metaKey || event.shiftKey
    onHiddenChange(isolate ? isolateSeries(hidden, id, all) : toggleSeries(hidden, id, all))
  }
  return (
    <ul aria-label="Lines of this chart" className="flex max-h-24 flex-wrap gap-x-1 overflow-y-auto">
      {series.map((one) => {
        const last = lastPoint(one)
        const off = hidden.has(one.id)
        return (
          <li key={one.id} className="max-w-full">
            <button
              type="button"
              aria-pressed={!off}
              title={`${one.label}. Click to show or hide, Ctrl-click to see it alone.`}
              onClick={(event) => click(event, one.id)}
              onDoubleClick={() => onHiddenChange(isolateSeries(hidden, one.id, all))}
              className={classNames(
                'inline-flex h-6 max-w-full items-center gap-1.5 rounded-inner px-1.5 text-xs hover:bg-sunken pointer-coarse:h-8',
                off ? 'text-faint line-through' : 'text-muted',
              )}
            >
              <span
                aria-hidden
                className={classNames('h-2 w-3 shrink-0 rounded-[2px]', off && 'opacity-35')}
                style={{ background: one.color }}
              />
              <span className="truncate">{one.label}</span>
              {last && !off ? <span className="mono text-ink">{formatValue(last.value, unit)}</span> : null}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
