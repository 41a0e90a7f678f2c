'use client'

import { useQueryStates } from 'nuqs'
import { useEffect, useMemo } from 'react'
import { preloadPlot } from '@/components/charts/load-plot'
import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { serviceColumns } from '@/components/services/service-columns'
import { StatusCounts } from '@/components/services/status-counts'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { useLive } from '@/lib/live/use-live'
import { filterServices, worstFirst } from '@/lib/services/model'
import { servicesQuery } from '@/lib/services/queries'
import { serviceSearchParams } from '../search-params'
import { ServiceFilters } from './service-filters'

export function ServicesView() {
  useLive(['services'])
  const [filter, setFilter] = useQueryStates(serviceSearchParams)
  const query = useServedQuery(servicesQuery())
  const { data } = query
  const rows = useMemo(() => worstFirst(filterServices(data?.items ?? [], filter)), [data, filter])
  // Whoever looks at the list opens a service next, and looks for its charts.
  useEffect(preloadPlot, [])
  const clear = () => void setFilter({ status: [], text: '', region: '' })
  const columns = useMemo(() => {
    const several = new Set(data?.items.map((row) => row.region)).size > 1
    return serviceColumns.map((column) => (column.id === 'region' ? { ...column, hidden: !several } : column))
  }, [data])

  return (
    <>
      <PageHeader
        title="Services"
        description="What each service says of itself, what its pods do, and why."
        status={data ? <StatusCounts byStatus={data.summary.byStatus} /> : null}
        dataAsOf={<DataAsOf observedAt={data?.observedAt ?? null} />}
      />
      <QueryState query={query} what="services" sources={(list) => list.sources}>
        {(list) => (
          <DataTable
            id="services"
            label="Services"
            what="services"
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowHref={(row) => `/services/${row.serviceId}?${new URLSearchParams({ region: row.region })}`}
            total={list.total}
            live={JSON.stringify(filter)}
            filters={
              <ServiceFilters
                filter={filter}
                rows={list.items}
                summary={list.summary}
                onChange={(change) =>
                  void setFilter({ ...change, status: change.status ? [...change.status] : undefined })
                }
                onClear={clear}
              />
            }
            empty={
              <EmptyState
                compact
                title="No service matches these filters"
                text={`${list.total} in all.`}
                action={<Button onClick={clear}>Clear filters</Button>}
              />
            }
            csvName="services"
          />
        )}
      </QueryState>
    </>
  )
}
