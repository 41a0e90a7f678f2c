'use client'

import { TimeRangePicker } from '@/components/charts/time-range-picker'
import { TimeSeriesChart } from '@/components/charts/time-series-chart'
import { useTimeRange } from '@/components/charts/use-time-range'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { PromqlPopover } from '@/components/services/promql-popover'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { alertRuleSeriesQuery } from '@/lib/alert-rules/queries'
import type { AlertRule, AlertRuleDetail, RuleSeriesAnswer } from '@/lib/alert-rules/schema'

const titles: Readonly<Record<RuleSeriesAnswer['kind'], string>> = {
  value: 'Value against its limit',
  presence: 'Series for which the condition holds',
  record: 'Recorded series',
}

function drawnLines({ kind, series, totalSeries }: RuleSeriesAnswer): string | null {
  if (kind === 'presence' || totalSeries === 0) return null
  const drawn = series.filter(({ id }) => !id.includes(':limit')).length
  if (drawn >= totalSeries) return null
  return kind === 'value'
    ? `The ${drawn} of ${totalSeries} series that are nearest to firing now.`
    : `The largest ${drawn} of ${totalSeries} series now.`
}

/** What the picture can't show by itself. */
function notesOn(answer: RuleSeriesAnswer, conditions: AlertRuleDetail['conditions']): string[] {
  const also = (conditions ?? []).flatMap(({ also }) =>
    also === null ? [] : [`It fires only where this holds, too: ${also}`],
  )
  const lines = drawnLines(answer)
  const nothing =
    answer.kind !== 'presence' && answer.totalSeries === 0
      ? ['Prometheus has no series for it now, so it cannot fire: the platform may not expose them.']
      : []
  return [...nothing, ...(lines === null ? [] : [lines]), ...also]
}

type RuleChartProps = { row: AlertRule; conditions: AlertRuleDetail['conditions'] }

/** What the rule looks at over time, with the line that it must not cross. */
export function RuleChart({ row, conditions }: RuleChartProps) {
  const range = useTimeRange()
  const query = useServedQuery(alertRuleSeriesQuery(row.key, row.region, range.range))
  return (
    <section aria-label="Chart of the rule" data-chart={row.key}>
      <div className="mb-1 flex justify-end">
        <TimeRangePicker state={range} />
      </div>
      <QueryState query={query} what="figures" loading={<SkeletonBlock label="Reading the figures" className="h-64" />}>
        {(answer) => (
          <>
            <TimeSeriesChart
              title={titles[answer.kind]}
              unit={answer.unit}
              series={answer.series}
              startSeconds={answer.startSeconds}
              endSeconds={answer.endSeconds}
              stepSeconds={answer.stepSeconds}
              thresholds={answer.thresholds}
              onZoom={range.zoomTo}
              csvName={`rule-${row.key}`}
              actions={<PromqlPopover expressions={answer.expressions} />}
            />
            {notesOn(answer, conditions).map((note) => (
              <p key={note} className="mt-1 text-xs break-words text-muted">
                {note}
              </p>
            ))}
          </>
        )}
      </QueryState>
    </section>
  )
}
