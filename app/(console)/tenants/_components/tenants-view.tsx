'use client'

import { Building2, Plus } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { DatabaseLapse } from '@/components/tenants/database-lapse'
import { TenantActDialog, TenantMenu } from '@/components/tenants/tenant-acts'
import { tenantColumns } from '@/components/tenants/tenant-columns'
import { TenantFilters } from '@/components/tenants/tenant-filters'
import {
  defaultTenantSort,
  emptyTenantView,
  isFiltered,
  type TenantView,
  tenantPageSize,
} from '@/components/tenants/tenant-page'
import { statusSources } from '@/components/tenants/tenant-sources'
import { TenantStrip, toTenantStrips } from '@/components/tenants/tenant-strip'
import { tenantName } from '@/components/tenants/tenant-words'
import { useTenantActs } from '@/components/tenants/use-tenant-acts'
import { useTenantRows } from '@/components/tenants/use-tenant-rows'
import { Badge } from '@/components/ui/badge'
import { Button, LinkButton } from '@/components/ui/button'
import type { TableSort } from '@/components/ui/data-table/column'
import { DataTable } from '@/components/ui/data-table/data-table'
import { useTableUrlState } from '@/components/ui/data-table/use-table-url-state'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { formatNumber } from '@/lib/format/number'
import { useLive } from '@/lib/live/use-live'
import { regionsOf } from '@/lib/sources/model'
import { pushedAt } from '@/lib/tenants/model'
import { portalHistoryQuery } from '@/lib/tenants/queries'
import type { TenantList, TenantRow } from '@/lib/tenants/schema'
import type { TenantReader } from '../readers'
import { tenantSearchParams } from '../search-params'

type OnAct = ReturnType<typeof useTenantActs>['open']

/** What the browser sorts by; how the cells look makes no difference to that. */
const sortColumns = tenantColumns({ strip: () => null, pushedAt: () => null, serverSorts: false })

function findRow(id: string, ...lists: (readonly TenantRow[] | undefined)[]): TenantRow | undefined {
  return lists.flatMap((list) => list ?? []).find((row) => row.id === id)
}

/** Regions that this console serves, and clouds in use: what a filter and a form can offer. */
function choicesOf(data: TenantList | undefined) {
  return { regions: regionsOf(data?.sources ?? []), clouds: data?.summary.clouds ?? [] }
}

type NothingProps = { data: TenantList; filtered: boolean; onClear: () => void; onAdd: (() => void) | null }

function Nothing({ data, filtered, onClear, onAdd }: NothingProps) {
  if (filtered && data.summary.total > 0) {
    const text = `${formatNumber(data.summary.total)} in all.`
    const clear = <Button onClick={onClear}>Clear filters</Button>
    return <EmptyState compact title="No tenant matches these filters" text={text} action={clear} />
  }
  return (
    <EmptyState
      icon={<Building2 aria-hidden />}
      title="There is no tenant yet"
      text={
        onAdd
          ? 'Add the first one: its portal is probed from then on, and its status appears here.'
          : 'An administrator can add tenants; Access says who is one.'
      }
      action={
        onAdd ? (
          <Button variant="primary" onClick={onAdd}>
            Add tenant
          </Button>
        ) : (
          <LinkButton href="/services">See the services</LinkButton>
        )
      }
    />
  )
}

/** The view's filter, order and page, all in the address. A new filter starts at the first page. */
function useTenantView() {
  const [view, setParams] = useQueryStates(tenantSearchParams)
  const table = useTableUrlState({ defaultSort: defaultTenantSort })
  const change = (next: Partial<TenantView>) => {
    table.setPage(0)
    void setParams(next)
  }
  return { view, table, change, clear: () => change(emptyTenantView) }
}

/** New objects with each answer; while their times are the same, the columns that read them stay the same too. */
function usePushTimes(data: TenantList | undefined): TenantList['summary']['pushes'] {
  const text = JSON.stringify(data?.summary.pushes ?? {})
  return useMemo(() => JSON.parse(text), [text])
}

/** The table's rows and columns; the strips are read for the rows of the page that is shown. */
function useTenantTable(view: TenantView, sort: TableSort | null, page: number, onAct: OnAct, reader: TenantReader) {
  const { canWrite, canReadAudit } = reader
  const found = useTenantRows(view, sort, page, sortColumns)
  const { rows, isCut } = found
  const ids = useMemo(() => rows.map((row) => row.id), [rows])
  const { data, isError } = useServedQuery(portalHistoryQuery(ids, '24h'))
  const strips = useMemo(() => toTenantStrips({ data, isError }), [data, isError])
  const pushes = usePushTimes(found.all.data)
  const columns = useMemo(
    () =>
      tenantColumns({
        strip: (row) => <TenantStrip id={row.id} name={tenantName(row)} strips={strips} />,
        pushedAt: (row) => pushedAt(row, { pushes }),
        serverSorts: isCut,
        menu: canWrite
          ? (row) => <TenantMenu row={row} canReadAudit={canReadAudit} onAct={(act) => onAct(act, row.id)} />
          : undefined,
      }),
    [strips, pushes, isCut, canWrite, canReadAudit, onAct],
  )
  return { ...found, columns }
}

function Unregistered({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Badge tone="outline" title="Prometheus has a portal status of them; the console has no such tenants.">
      {formatNumber(count)} not registered
    </Badge>
  )
}

export function TenantsView({ canWrite, canReadAudit }: TenantReader) {
  useLive(['tenants'])
  const { view, table, change, clear } = useTenantView()
  const acts = useTenantActs()
  const found = useTenantTable(view, table.sort, table.page, acts.open, { canWrite, canReadAudit })
  const { all, rows, columns } = found
  const choices = useMemo(() => choicesOf(all.data), [all.data])
  const add = canWrite ? () => acts.open('add') : null
  return (
    <>
      <PageHeader
        title="Tenants"
        description="Does each tenant’s portal answer, with which HTTP status, and since when."
        status={<Unregistered count={all.data?.summary.unregistered ?? 0} />}
        dataAsOf={<DataAsOf observedAt={all.data?.observedAt ?? null} />}
        actions={
          add ? (
            <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={add}>
              Add tenant
            </Button>
          ) : null
        }
      />
      <DatabaseLapse sources={all.data?.sources ?? []} />
      <QueryState
        query={found.query}
        what="tenants"
        sources={(data) => statusSources(data.sources)}
        isEmpty={(data) => data.summary.total === 0}
      >
        {(data) => (
          <DataTable
            id="tenants"
            label="Tenants"
            what="tenants"
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowHref={(row) => `/tenants/${encodeURIComponent(row.id)}`}
            live={JSON.stringify([view, found.isOfBefore])}
            loading={found.isPending}
            server={{
              page: found.page,
              pageSize: tenantPageSize,
              total: found.total,
              onPageChange: table.setPage,
              sort: table.sort,
              onSortChange: table.setSort,
            }}
            filters={
              <TenantFilters view={view} summary={data.summary} {...choices} onChange={change} onClear={clear} />
            }
            empty={<Nothing data={data} filtered={isFiltered(view)} onClear={clear} onAdd={add} />}
            csvName="tenants"
            readAll={found.readAll}
          />
        )}
      </QueryState>
      {canWrite ? <TenantActDialog acts={acts} row={findRow(acts.on, rows, all.data?.items)} {...choices} /> : null}
    </>
  )
}
