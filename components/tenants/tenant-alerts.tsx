'use client'

import { alertColumns } from '@/components/alerts/alert-columns'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { SourceNote } from '@/components/status/source-note'
import { LinkButton } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { alertFilterDefaults, filterAlerts } from '@/lib/alerts/model'
import { alertsQuery, filteredAlertsQuery } from '@/lib/alerts/queries'
import type { AlertFilter, AlertList } from '@/lib/alerts/schema'

/** The tenant and its region are what the whole page is about. */
const columns = alertColumns.filter((column) => column.id !== 'tenant' && column.id !== 'region')

/** The live list, or the server's answer when there are more alerts than the list carries. */
function useTenantAlerts(filter: AlertFilter) {
  const all = useServedQuery(alertsQuery())
  const isCut = all.data !== undefined && all.data.total > all.data.items.length
  const filtered = useServedQuery({ ...filteredAlertsQuery(filter), enabled: isCut })
  return isCut ? filtered : all
}

type RowsProps = { data: AlertList; filter: AlertFilter; region: string }

function Rows({ data, filter, region }: RowsProps) {
  const trouble = data.sources.filter(
    (source) => source.region === region && source.status !== 'ok' && source.status !== 'paused',
  )
  const answered = trouble.every((source) => source.name !== 'prometheus')
  return (
    <DataTable
      id="tenant-alerts"
      label="Alerts of this tenant"
      title="Alerts"
      what="alerts"
      columns={columns}
      rows={filterAlerts(data.items, filter)}
      rowId={(row) => row.id}
      rowHref={(row) => `/alerts?${new URLSearchParams({ tenant: filter.tenant, alert: row.id })}`}
      urlPrefix="alerts-"
      live={filter.tenant}
      height="few"
      filters={trouble.map((source) => <SourceNote key={source.name} source={source} />)}
      empty={
        <EmptyState
          compact
          title={answered ? 'No alert of this tenant fires or is pending' : 'Not known whether alerts fire'}
          text={answered ? undefined : 'The Prometheus of its region does not answer.'}
          action={<LinkButton href="/alerts">See all alerts</LinkButton>}
        />
      }
      csvName={`alerts-${filter.tenant}`}
    />
  )
}

/** Firing and pending alerts that speak of this tenant. The page keeps the topic `alerts` live. */
export function TenantAlertsPanel({ tenantId, region }: { tenantId: string; region: string }) {
  const filter = { ...alertFilterDefaults, tenant: tenantId }
  const query = useTenantAlerts(filter)
  return (
    <QueryState query={query} what="alerts">
      {(data) => <Rows data={data} filter={filter} region={region} />}
    </QueryState>
  )
}
