'use client'

import { TimeSeriesChart } from '@/components/charts/time-series-chart'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { PromqlPopover } from '@/components/services/promql-popover'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { type SeriesArguments, serviceSeriesQuery } from '@/lib/services/queries'
import type { Chart, ChartAnswer, SeriesSplit } from '@/lib/services/schema'

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

export function ServiceChart({ chart, onZoom, ...asked }: ServiceChartProps) {
  const query = useServedQuery(serviceSeriesQuery({ ...asked, chartId: chart.id }))
  return (
    <div data-chart={chart.id} className="relative min-w-0 rounded-box border bg-surface p-3">
      {query.data ? null : <h3 className="text-sm font-medium">{chart.title}</h3>}
      <QueryState query={query} what="figures" loading={<SkeletonBlock label={chart.title} className="h-64" />}>
        {(answer) => (
          <TimeSeriesChart
            title={titleOf(answer, asked.split)}
            unit={answer.chart.unit}
            series={answer.series}
            startSeconds={answer.startSeconds}
            endSeconds={answer.endSeconds}
            stepSeconds={answer.stepSeconds}
            kind={chart.name === 'portal-status' ? 'stacked' : 'line'}
            syncId="service"
            thresholds={answer.thresholds}
            onZoom={onZoom}
            csvName={`${asked.serviceId}-${chart.id}`}
            actions={<PromqlPopover expressions={answer.expressions} region={asked.region} />}
          />
        )}
      </QueryState>
    </div>
  )
}
