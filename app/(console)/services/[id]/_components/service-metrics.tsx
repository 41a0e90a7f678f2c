'use client'

import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { metricColumns } from '@/components/services/metric-columns'
import { filterMetrics, type MetricFilter } from '@/components/services/metric-words'
import { Button, LinkButton } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchInput } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { SkeletonBlock } from '@/components/ui/skeleton'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceMetricsQuery } from '@/lib/services/queries'
import type { MetricRow } from '@/lib/services/schema'
import { useTabHref } from './use-tab-href'

const filterParams = {
  metric: parseAsString.withDefault(''),
  indicator: parseAsString.withDefault(''),
  missing: parseAsBoolean.withDefault(false),
}

type FiltersProps = {
  rows: readonly MetricRow[]
  filter: MetricFilter
  onChange: (change: Partial<MetricFilter>) => void
}

function Filters({ rows, filter, onChange }: FiltersProps) {
  const indicators = [...new Set(rows.map((row) => row.indicator ?? 'none'))].sort()
  const missing = rows.filter((row) => row.missing !== null).length
  return (
    <>
      <SearchInput
        label="Search metrics"
        placeholder="Name, label or words"
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
      <Select
        aria-label="Indicator"
        options={[
          { value: '', label: 'Any indicator' },
          ...indicators.map((value) => ({ value, label: value === 'none' ? 'no indicator' : value })),
        ]}
        value={filter.indicator}
        onValueChange={(indicator) => onChange({ indicator })}
      />
      <Checkbox
        checked={filter.missing}
        onCheckedChange={(on) => onChange({ missing: on })}
        label={`Missing only (${missing})`}
      />
    </>
  )
}

type ServiceMetricsProps = { serviceId: ServiceId; region: string; name: string }

/** Every documented metric of a service with its present figure; what Prometheus does not have is marked. */
export function ServiceMetrics({ serviceId, region, name }: ServiceMetricsProps) {
  const query = useServedQuery(serviceMetricsQuery(serviceId, region))
  const [{ metric: text, indicator, missing }, setParams] = useQueryStates(filterParams)
  const filter = { text, indicator, missing }
  const columns = useMemo(() => metricColumns(region), [region])
  const statusHref = useTabHref('status')
  const change = ({ text: metric, ...rest }: Partial<MetricFilter>) =>
    void setParams({ ...rest, ...(metric === undefined ? {} : { metric }) })
  const clear = () => void setParams({ metric: null, indicator: null, missing: null })
  const none = (
    <EmptyState
      compact
      title="The guide documents no metric of it"
      text="Its status comes from its pods alone."
      action={<LinkButton href={statusHref}>See its pods</LinkButton>}
    />
  )
  return (
    <QueryState query={query} what="metrics" loading={<SkeletonBlock label="Reading the metrics" className="h-96" />}>
      {({ items, silent }) => (
        <div className="flex flex-col gap-3">
          {silent && items.length > 0 ? (
            <Notice tone="warning" title="Prometheus has not one of the documented series of this service">
              <p>Its pods are not scraped, none runs, or it exposes other names. See the pods and the targets.</p>
            </Notice>
          ) : null}
          <DataTable
            id={`metrics-${serviceId}`}
            label={`Metrics of ${name}`}
            what="metrics"
            urlPrefix="metrics"
            columns={columns}
            rows={filterMetrics(items, filter)}
            rowId={(row) => row.name}
            total={items.length}
            filters={<Filters rows={items} filter={filter} onChange={change} />}
            empty={
              items.length === 0 ? (
                none
              ) : (
                <EmptyState
                  compact
                  title="No metric matches these filters"
                  text={`${items.length} in all.`}
                  action={<Button onClick={clear}>Clear filters</Button>}
                />
              )
            }
            csvName={`metrics-${serviceId}`}
          />
        </div>
      )}
    </QueryState>
  )
}
