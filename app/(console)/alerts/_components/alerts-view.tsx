'use client'

import { BellOff } from 'lucide-react'
import dynamic from 'next/dynamic'
import { createSerializer, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { alertColumnsIn } from '@/components/alerts/alert-columns'
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
import { alertFilterDefaults, filterAlerts, silentAlertSources } from '@/lib/alerts/model'
import { alertsQuery, filteredAlertsQuery } from '@/lib/alerts/queries'
import type { AlertFilter, AlertList, AlertRow } from '@/lib/alerts/schema'
import { useLive } from '@/lib/live/use-live'
import { regionsOf } from '@/lib/sources/model'
import { alertSearchParams } from '../search-params'
import { AlertFilters } from './alert-filters'

const loadAlertDetails = () => import('@/components/alerts/alert-details').then((module) => module.AlertDetails)
const AlertDetails = dynamic(loadAlertDetails, { ssr: false })

const toSearch = createSerializer(alertSearchParams)
const { id: _id, ...noFilter } = alertFilterDefaults

/** No alert is here, and somebody who might have one is silent. */
function isUnknown({ total, sources }: AlertList): boolean {
  return total === 0 && silentAlertSources(sources).length > 0
}

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
  return { all, rows, isOfBefore, isCut, total: isCut ? (filtered.data?.total ?? rows.length) : rows.length }
}

/** The alert that is open: of the list of all, of what the filter found beyond it, or asked for by itself. */
function useOpenAlert(id: string, isCut: boolean, ...lists: (readonly AlertRow[] | undefined)[]): AlertRow | undefined {
  const listed = lists.flatMap((list) => list ?? []).find((row) => row.id === id)
  const asked = useServedQuery({
    ...filteredAlertsQuery({ ...alertFilterDefaults, id }),
    enabled: isCut && id !== '' && !listed,
  })
  return listed ?? asked.data?.items.find((row) => row.id === id)
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
  const { all, rows, isOfBefore, total, isCut } = useAlerts({ ...filter, id: '' })
  const clear = () => void setParams({ ...noFilter })
  const open = useOpenAlert(alert, isCut, rows, all.data?.items)
  const regions = useMemo(() => regionsOf(all.data?.sources ?? []), [all.data])
  const columns = useMemo(() => alertColumnsIn(regions), [regions])
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
      <QueryState query={all} what="alerts" sources={(data) => data.sources} isEmpty={isUnknown}>
        {(data) => (
          <DataTable
            id="alerts"
            label="Alerts"
            columns={columns}
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
                regions={regions}
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
