'use client'

import { ChartLine, Download, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactNode, useMemo, useState } from 'react'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { toCsv } from '@/components/ui/data-table/csv'
import { downloadCsv } from '@/components/ui/data-table/download-csv'
import { IconButton } from '@/components/ui/icon-button'
import { Skeleton } from '@/components/ui/skeleton'
import { useTimeZone } from '@/components/ui/time-zone'
import { formatNumber } from '@/lib/format/number'
import { ChartLegend } from './chart-legend'
import { ChartTable } from './chart-table'
import { loadPlot } from './load-plot'
import { type ChartRow, type ChartSeries, describeChart, drawSeries, toRows } from './series-model'
import type { ChartKind, ChartThreshold } from './time-series-plot'

const TimeSeriesPlot = dynamic(() => loadPlot().then((module) => module.TimeSeriesPlot), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
})

const noThresholds: readonly ChartThreshold[] = []

export type TimeSeriesChartProps = {
  title: string
  /** A catalogue unit; null for a bare number. */
  unit: string | null
  series: readonly ChartSeries[]
  startSeconds: number
  endSeconds: number
  /** Distance of the points, so that a hole is told from a coarse grid. */
  stepSeconds?: number
  kind?: ChartKind
  /** Pixels of the picture; the legend comes below. */
  height?: number
  /** Charts with the same id share their crosshair. */
  syncId?: string
  thresholds?: readonly ChartThreshold[]
  /** How many series there are when only the largest are given. */
  totalSeries?: number | null
  onZoom?: (fromSeconds: number, toSeconds: number) => void
  csvName?: string
  /** More buttons beside those for the table and the file. */
  actions?: ReactNode
  /** Why there may be nothing to draw, behind "No data in this range". */
  emptyReason?: string
  headingLevel?: 2 | 3 | 4
}

/** Series over time: picture, legend, exact figures on demand. Draws what it is given and never fetches. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, unit, startSeconds, endSeconds, height = 220, kind = 'line' } = props
  const { zone } = useTimeZone()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [asTable, setAsTable] = useState(false)
  const series = useMemo(() => drawSeries(props.series), [props.series])
  const visible = useMemo(() => series.filter((one) => !hidden.has(one.id)), [series, hidden])
  const rows = useMemo(() => toRows(series, props.stepSeconds), [series, props.stepSeconds])
  const description = describeChart({ title, unit, startSeconds, endSeconds }, props.series, zone)
  const Heading = `h${props.headingLevel ?? 3}` as const

  function exportCsv() {
    const columns: DataTableColumn<ChartRow>[] = [
      { id: 't', header: 'Time (UTC)', value: (row) => new Date(row.t * 1000).toISOString() },
      ...series.map(
        (one): DataTableColumn<ChartRow> => ({
          id: one.key,
          header: unit ? `${one.label} (${unit})` : one.label,
          value: (row) => row[one.key],
        }),
      ),
    ]
    downloadCsv(props.csvName ?? title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), toCsv(columns, rows))
  }

  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-8 items-center gap-2">
        <Heading className="min-w-0 truncate text-sm font-medium" title={title}>
          {title}
        </Heading>
        {unit ? <span className="shrink-0 text-xs text-faint">{unit}</span> : null}
        <TopNote shown={series.length} total={props.totalSeries ?? null} />
        <div className="ml-auto flex shrink-0">
          {props.actions}
          <IconButton
            size="sm"
            label={asTable ? 'Show as a picture' : 'Show as a table'}
            icon={asTable ? <ChartLine aria-hidden className="size-4" /> : <Table2 aria-hidden className="size-4" />}
            onClick={() => setAsTable(!asTable)}
          />
          <IconButton
            size="sm"
            label="Export as CSV"
            disabled={rows.length === 0}
            icon={<Download aria-hidden className="size-4" />}
            onClick={exportCsv}
          />
        </div>
      </div>
      <div style={{ height }} className="relative min-w-0">
        {asTable ? (
          <ChartTable title={title} unit={unit} rows={rows} series={visible} height={height} />
        ) : rows.length === 0 ? (
          <p className="flex h-full flex-col items-center justify-center rounded-box border border-dashed px-4 text-center text-sm text-muted">
            No data in this range
            {props.emptyReason ? <span className="max-w-prose text-xs">{props.emptyReason}</span> : null}
          </p>
        ) : (
          <TimeSeriesPlot
            kind={kind}
            unit={unit}
            rows={rows}
            series={visible}
            startSeconds={startSeconds}
            endSeconds={endSeconds}
            zone={zone}
            height={height}
            syncId={props.syncId}
            thresholds={props.thresholds ?? noThresholds}
            onZoom={props.onZoom}
            description={description}
          />
        )}
      </div>
      <ChartLegend series={series} unit={unit} hidden={hidden} onHiddenChange={setHidden} />
      <figcaption className="sr-only">{description}</figcaption>
    </figure>
  )
}

function TopNote({ shown, total }: { shown: number; total: number | null }) {
  if (total === null || total <= shown) return null
  return (
    <span className="shrink-0 text-xs text-muted">
      largest {formatNumber(shown)} of {formatNumber(total)}
    </span>
  )
}
