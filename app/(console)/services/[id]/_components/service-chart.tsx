'use client'

import { useRef } from 'react'
import { TimeSeriesChart } from '@/components/charts/time-series-chart'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { PromqlPopover } from '@/components/services/promql-popover'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { useNearViewport } from '@/components/ui/use-near-viewport'
import { type SeriesArguments, serviceSeriesQuery } from '@/lib/services/queries'
import type { Chart, ChartAnswer } from '@/lib/services/schema'
import type { SeriesSplit } from '@/lib/services/vocabulary'

type ServiceChartProps = Omit<SeriesArguments, 'chartId'> & {
  chart: Chart
  onZoom: (fromSeconds: number, toSeconds: number) => void
}

/** "Call events by pod, largest 8 of 12": what stands in the picture, and what does not. */
function titleOf({ chart, series, totalSeries }: ChartAnswer, split: SeriesSplit): string {
  if (totalSeries === null) return chart.title
  const by = chart.splits.length > 0 ? ` by ${chart.splits.includes(split) ? split : 'pod'}` : ''
  const shown = series.filter(({ id }) => id !== 'other').length
  return `${chart.title}${by}${shown < totalSeries ? `, largest ${shown} of ${totalSeries}` : ''}`
}

const stackedKinds: ReadonlySet<Chart['kind']> = new Set(['state', 'codes', 'version'])

/** What the chart shows, and below it what it cannot tell: percentiles keep that line free, for what they cannot tell changes. */
function Caption({ chart, remarks }: { chart: Chart; remarks: readonly string[] }) {
  const notes = [...remarks, ...chart.notes]
  return (
    <div className="text-xs">
      <p className="truncate text-muted" title={chart.description}>
        {chart.description}
      </p>
      {notes.length > 0 || chart.kind === 'quantiles' ? (
        <p className="min-h-[1.4em] truncate text-degraded-text" title={notes.join('\n')}>
          {notes.join(' ')}
        </p>
      ) : null}
    </div>
  )
}

export function ServiceChart({ chart, onZoom, ...asked }: ServiceChartProps) {
  const card = useRef<HTMLDivElement>(null)
  const isNear = useNearViewport(card)
  const query = useServedQuery({ ...serviceSeriesQuery({ ...asked, chartId: chart.id }), enabled: isNear })
  return (
    <div ref={card} data-chart={chart.id} className="relative min-w-0 rounded-box border bg-surface p-3">
      {query.data ? null : <h4 className="text-sm font-medium">{chart.title}</h4>}
      <QueryState
        query={query}
        what="figures"
        loading={<SkeletonBlock label={chart.title} className={chart.kind === 'quantiles' ? 'h-74' : 'h-70'} />}
      >
        {(answer) => (
          <>
            <TimeSeriesChart
              title={titleOf(answer, asked.split)}
              headingLevel={4}
              unit={answer.chart.unit}
              series={answer.series}
              startSeconds={answer.startSeconds}
              endSeconds={answer.endSeconds}
              stepSeconds={answer.stepSeconds}
              kind={stackedKinds.has(chart.kind) ? 'stacked' : 'line'}
              syncId="service"
              thresholds={answer.thresholds}
              onZoom={onZoom}
              csvName={`${asked.serviceId}-${chart.id}`}
              emptyReason={chart.absence}
              actions={
                <PromqlPopover
                  expressions={answer.expressions}
                  region={asked.region}
                  notes={[chart.description, ...answer.remarks, ...chart.notes]}
                />
              }
            />
            <Caption chart={chart} remarks={answer.remarks} />
          </>
        )}
      </QueryState>
    </div>
  )
}
