'use client'

import { BellOff } from 'lucide-react'
import dynamic from 'next/dynamic'
import { createSerializer, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { alertColumns } from '@/components/alerts/alert-columns'
import { AlertSummaryLine } from '@/components/alerts/alert-summary-line'
import { AlertTabs } from '@/components/alerts/alert-tabs'
import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Button, LinkButton } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { usePreload } from '@/components/ui/use-preload'
import { filterAlerts } from '@/lib/alerts/model'
import { alertsQuery, filteredAlertsQuery } from '@/lib/alerts/queries'
import type { AlertFilter, AlertList } from '@/lib/alerts/schema'
import { useLive } from '@/lib/live/use-live'
import { alertSearchParams } from '../search-params'
import { AlertFilters } from './alert-filters'

const loadAlertDetails = () => import('@/components/alerts/alert-details').then((module) => module.AlertDetails)
const AlertDetails = dynamic(loadAlertDetails, { ssr: false })

const toSearch = createSerializer(alertSearchParams)
const noFilter: AlertFilter = { severity: [], state: [], service: [], tenant: '', region: [], text: '' }

/** Filters here while all alerts are here; asks the server when there are more than one answer carries. */
function useAlerts(filter: AlertFilter) {
  const all = useServedQuery(alertsQuery())
  const isCut = all.data !== undefined && all.data.total > all.data.items.length
  const filtered = useServedQuery({ ...filteredAlertsQuery(filter), enabled: isCut })
  const rows = useMemo(
    () => filterAlerts((isCut ? filtered.data : all.data)?.items ?? [], filter),
    [isCut, filtered.data, all.data, filter],
  )
  const isOfBefore = isCut && filtered.isPlaceholderData
  return { all, rows, isOfBefore, total: isCut ? (filtered.data?.total ?? rows.length) : rows.length }
}

function Nothing({ data, isFiltered, onClear }: { data: AlertList; isFiltered: boolean; onClear: () => void }) {
  if (isFiltered && data.total > 0) {
    return (
      <EmptyState
        compact
        title="No alert matches these filters"
        text={`${data.total} in all.`}
        action={<Button onClick={onClear}>Clear filters</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={<BellOff aria-hidden />}
      title="No alert is firing or pending"
      text="Prometheus answered and none of its rules has anything to say."
      action={<LinkButton href="/services">See the services</LinkButton>}
    />
  )
}

export function AlertsView() {
  useLive(['alerts'])
  usePreload(loadAlertDetails)
  const [{ alert, ...filter }, setParams] = useQueryStates(alertSearchParams)
  const { all, rows, isOfBefore, total } = useAlerts(filter)
  const clear = () => void setParams({ ...noFilter })
  const open = all.data?.items.find((row) => row.id === alert)
  const isFiltered = Object.values(filter).some((value) => value.length > 0)

  return (
    <>
      <PageHeader
        title="Alerts"
        description="What fires or waits to fire, and whether Alertmanager tells anybody."
        status={all.data ? <AlertSummaryLine summary={all.data.summary} /> : null}
        dataAsOf={<DataAsOf observedAt={all.data?.observedAt ?? null} />}
        actions={<AlertTabs current="alerts" />}
      />
      <QueryState query={all} what="alerts" sources={(data) => data.sources}>
        {(data) => (
          <DataTable
            id="alerts"
            label="Alerts"
            columns={alertColumns}
            rows={rows}
            rowId={(row) => row.id}
            rowHref={(row) => toSearch('/alerts', { ...filter, alert: row.id })}
            total={total}
            live={JSON.stringify([filter, isOfBefore])}
            height="window"
            what="alerts"
            filters={
              <AlertFilters
                filter={filter}
                rows={data.items}
                onChange={(change) => void setParams(change)}
                onClear={clear}
              />
            }
            empty={<Nothing data={data} isFiltered={isFiltered} onClear={clear} />}
            csvName="alerts"
          />
        )}
      </QueryState>
      {open ? <AlertDetails row={open} onClose={() => void setParams({ alert: '' })} /> : null}
    </>
  )
}
