'use client'

import { useMemo } from 'react'
import type { ChartSeries } from '@/components/charts/series-model'
import { TimeSeriesChart } from '@/components/charts/time-series-chart'
import { shortNames } from '@/lib/explore/model'
import type { QueryResult } from '@/lib/explore/schema'
import type { ResultView } from '@/lib/explore/vocabulary'
import { NoSeries } from './no-series'
import { rangeColumns } from './result-columns'
import { ResultTable } from './result-table'

type RangeData = Extract<QueryResult, { kind: 'range' }>

/** Rows that carry points, as lines named by what tells them apart. */
function toSeries({ rows, startSeconds, stepSeconds }: RangeData): ChartSeries[] {
  const drawn = rows.filter((row) => row.values !== null)
  const names = shortNames(drawn.map(({ labels }) => labels))
  return drawn.map((row, at) => ({
    id: String(at),
    label: names[at] ?? String(at),
    points: (row.values ?? []).map((value, index) => [startSeconds + index * stepSeconds, value] as const),
  }))
}

type RangeResultProps = {
  result: RangeData
  query: string
  totalRows: number
  unit: string | null
  view: ResultView
  onZoom: (fromSeconds: number, toSeconds: number) => void
}

export function RangeResult({ result, query, totalRows, unit, view, onZoom }: RangeResultProps) {
  const series = useMemo(() => toSeries(result), [result])
  if (result.rows.length === 0) return <NoSeries mode="range" />
  if (view === 'table') {
    return (
      <ResultTable
        rows={result.rows}
        totalRows={totalRows}
        columns={rangeColumns}
        unit={unit}
        defaultSort={{ id: 'last', desc: true }}
        empty={<NoSeries mode="range" />}
      />
    )
  }
  return (
    <div className="rounded-box border bg-surface p-3">
      <TimeSeriesChart
        title={query.replace(/\s+/g, ' ').trim()}
        unit={unit}
        series={series}
        startSeconds={result.startSeconds}
        endSeconds={result.endSeconds}
        stepSeconds={result.stepSeconds}
        height={340}
        totalSeries={totalRows}
        onZoom={onZoom}
        csvName="explore"
        headingLevel={2}
      />
    </div>
  )
}
