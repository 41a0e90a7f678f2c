'use client'

import { useQueryStates } from 'nuqs'
import { TimeRangePicker } from '@/components/charts/time-range-picker'
import { useTimeRange } from '@/components/charts/use-time-range'
import { Select } from '@/components/ui/select'
import type { Chart, SeriesSplit, ServiceDetail } from '@/lib/services/schema'
import { serviceDetailParams } from '../search-params'
import { ServiceChart } from './service-chart'

const splitLabels: Readonly<Record<SeriesSplit, string>> = { pod: 'By pod', tenant: 'By tenant' }

/** One of several latency charts at a time: a service may have eight, and nobody compares eight. */
function chooseCharts(charts: readonly Chart[], latency: string | null) {
  const latencies = charts.filter((chart) => chart.name === 'latency')
  const shownLatency = latencies.find((chart) => chart.metric === latency) ?? latencies[0]
  return {
    latencies,
    shown: charts.filter((chart) => chart.name !== 'latency' || chart === shownLatency),
    shownLatency,
  }
}

export function ServiceCharts({ detail }: { detail: ServiceDetail }) {
  const range = useTimeRange()
  const [{ split, latency }, setParams] = useQueryStates(serviceDetailParams)
  const { latencies, shown, shownLatency } = chooseCharts(detail.charts, latency)
  const splits = detail.charts.find((chart) => chart.name === 'traffic')?.splits ?? []
  return (
    <section aria-labelledby="charts-title">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="charts-title" className="mr-auto text-base font-semibold">
          Over time
        </h2>
        {splits.length > 1 ? (
          <Select
            aria-label="Lines of the traffic chart"
            options={splits.map((value) => ({ value, label: splitLabels[value] }))}
            value={split}
            onValueChange={(value) => void setParams({ split: value })}
          />
        ) : null}
        {latencies.length > 1 ? (
          <Select
            aria-label="Latency of what"
            options={latencies.map((chart) => ({ value: chart.metric ?? '', label: chart.metric ?? '' }))}
            value={shownLatency?.metric ?? ''}
            onValueChange={(value) => void setParams({ latency: value })}
          />
        ) : null}
        <TimeRangePicker state={range} />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        {shown.map((chart) => (
          <ServiceChart
            key={chart.id}
            chart={chart}
            serviceId={detail.row.serviceId}
            region={detail.row.region}
            split={split}
            range={range.range}
            onZoom={range.zoomTo}
          />
        ))}
      </div>
    </section>
  )
}
