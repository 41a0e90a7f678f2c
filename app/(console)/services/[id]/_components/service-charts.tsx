'use client'

import { useQueryStates } from 'nuqs'
import { type ReactNode, useEffect } from 'react'
import { preloadPlot } from '@/components/charts/load-plot'
import { TimeRangePicker } from '@/components/charts/time-range-picker'
import { useTimeRange } from '@/components/charts/use-time-range'
import { chooseAll, groupTitles, type ShownGroup, toggleChart } from '@/components/services/chart-choice'
import { ChartPicker } from '@/components/services/chart-picker'
import { classNames } from '@/components/ui/class-names'
import { Select } from '@/components/ui/select'
import type { Chart, ServiceDetail } from '@/lib/services/schema'
import type { SeriesSplit } from '@/lib/services/vocabulary'
import { chartChoiceParams, serviceDetailParams } from '../search-params'
import { ServiceChart } from './service-chart'

const splitLabels: Readonly<Record<SeriesSplit, string>> = { pod: 'By pod', tenant: 'By tenant' }

type GroupProps = {
  group: ShownGroup
  onToggle: (id: string, on: boolean) => void
  children: (chart: Chart) => ReactNode
}

function ChartGroupSection({ group, onToggle, children }: GroupProps) {
  const title = groupTitles[group.group]
  const id = `charts-${group.group}`
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={classNames('min-w-0 scroll-mt-16', group.shown.length > 1 && 'lg:col-span-2')}
    >
      <div className="mb-1 flex min-h-8 items-center gap-2">
        <h3 id={`${id}-title`} className="mr-auto text-sm font-semibold">
          {title}
        </h3>
        <ChartPicker group={group} onToggle={onToggle} />
      </div>
      {group.shown.length > 0 ? (
        <div className={classNames('grid gap-4', group.shown.length > 1 && 'lg:grid-cols-2')}>
          {group.shown.map(children)}
        </div>
      ) : (
        <p className="rounded-box border border-dashed px-4 py-3 text-sm text-muted">
          None of its {group.all.length} charts is shown. Choose them above.
        </p>
      )}
    </section>
  )
}

/** What a service has measured over time, by golden signal; which charts are shown stands in the address. */
export function ServiceCharts({ detail, charts }: { detail: ServiceDetail; charts: readonly Chart[] }) {
  const range = useTimeRange()
  const [{ split }, setParams] = useQueryStates(serviceDetailParams)
  const [asked, setAsked] = useQueryStates(chartChoiceParams)
  const { groups, undocumented } = chooseAll(charts, asked)
  const splits = charts.some((chart) => chart.splits.includes('tenant')) ? (['pod', 'tenant'] as const) : []
  useEffect(preloadPlot, [])
  return (
    <section aria-labelledby="charts-title" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="charts-title" className="mr-auto text-base font-semibold">
          Over time
        </h2>
        {splits.length > 0 ? (
          <Select
            aria-label="Lines of the charts, where the metric has tenants"
            options={splits.map((value) => ({ value, label: splitLabels[value] }))}
            value={split}
            onValueChange={(value) => void setParams({ split: value })}
          />
        ) : null}
        <TimeRangePicker state={range} />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        {groups.map((group) => (
          <ChartGroupSection
            key={group.group}
            group={group}
            onToggle={(id, on) => void setAsked({ [group.group]: toggleChart(group, id, on) })}
          >
            {(chart) => (
              <ServiceChart
                key={chart.id}
                chart={chart}
                serviceId={detail.row.serviceId}
                region={detail.row.region}
                split={split}
                range={range.range}
                onZoom={range.zoomTo}
              />
            )}
          </ChartGroupSection>
        ))}
      </div>
      {undocumented.length > 0 ? (
        <p className="text-sm text-muted">
          {undocumented.join(', ')}: the guide documents no such metric of {detail.row.name}.
        </p>
      ) : null}
    </section>
  )
}
