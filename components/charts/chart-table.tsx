'use client'

import { useMemo } from 'react'
import { ScrollArea } from '@/components/ui/scroll-area'
import { useTimeZone } from '@/components/ui/time-zone'
import { type ChartRow, type DrawnSeries, toTable } from './series-model'

type ChartTableProps = {
  title: string
  unit: string | null
  rows: readonly ChartRow[]
  series: readonly DrawnSeries[]
  height: number
}

/** The chart's figures, newest first, in the room the picture had. */
export function ChartTable({ title, unit, rows, series, height }: ChartTableProps) {
  const { zone } = useTimeZone()
  const lines = useMemo(() => toTable(rows, series, zone).reverse(), [rows, series, zone])
  return (
    <ScrollArea label={`${title}, figures`} style={{ height }}>
      <table className="w-full text-xs">
        <caption className="sr-only">{unit ? `${title} in ${unit}` : title}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 bg-surface px-2 py-1 text-left font-medium text-muted">
              Time
            </th>
            {series.map((one) => (
              <th
                key={one.key}
                scope="col"
                className="sticky top-0 bg-surface px-2 py-1 text-right font-medium text-muted"
              >
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.t} className="border-t">
              <th scope="row" className="px-2 py-1 text-left font-normal whitespace-nowrap">
                {line.time}
              </th>
              {line.values.map((value, index) => (
                <td key={series[index]?.key ?? index} className="mono px-2 py-1 text-right whitespace-nowrap">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}
