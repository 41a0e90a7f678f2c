'use client'

import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/status/status-badge'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { NumberText } from '@/components/ui/number-text'
import { RelativeTime } from '@/components/ui/relative-time'
import { statusRank } from '@/lib/catalogue/model'
import type { TenantRow } from '@/lib/tenants/schema'
import { AlertCountBadges } from './alert-count-badges'
import { Code, Name, Since } from './tenant-cells'
import { alertTotal, tenantName } from './tenant-words'

type Options = {
  /** The 24-hour strip of a row, which loads by itself when it is drawn. */
  strip: (row: TenantRow) => ReactNode
  /** When a row's status was pushed. */
  pushedAt: (row: TenantRow) => string | null
  /** True when the server sorts, which knows no order by alerts. */
  serverSorts: boolean
  /** What can be done with a row; absent for readers who may not. */
  menu?: (row: TenantRow) => ReactNode
}

type Column = DataTableColumn<TenantRow>

function portalColumns({ strip, serverSorts }: Options): Column[] {
  return [
    {
      id: 'status',
      header: 'Status',
      width: 104,
      priority: 1,
      value: (row) => row.status,
      sortValue: (row) => statusRank(row.status),
      cell: (row) => <StatusBadge status={row.status} title={row.reason} />,
    },
    {
      id: 'code',
      header: 'HTTP',
      headerTitle: 'Portal_HTTP_Status: the code with which the portal answers now',
      width: 80,
      priority: 2,
      sortable: !serverSorts,
      value: (row) => row.httpStatus,
      cell: (row) => <Code row={row} />,
    },
    {
      id: 'since',
      header: 'Since',
      width: 144,
      priority: 2,
      firstSort: 'desc',
      value: (row) => row.since,
      cell: (row) => <Since row={row} />,
    },
    {
      id: 'history',
      header: 'Last 24 hours',
      width: 176,
      priority: 3,
      sortable: false,
      value: () => null,
      csv: () => null,
      cell: strip,
    },
    {
      id: 'response-time',
      header: 'Response',
      headerTitle: 'How long the portal took to answer. Moves only when it changes by more than 20 ms and a quarter.',
      width: 112,
      align: 'end',
      priority: 3,
      firstSort: 'desc',
      value: (row) => row.responseTimeMs,
      cell: (row) => (
        <NumberText value={row.responseTimeMs} unit="milliseconds" reason="Nothing was measured: no current answer" />
      ),
    },
    {
      id: 'alerts',
      header: 'Alerts',
      width: 124,
      priority: 2,
      firstSort: 'desc',
      sortable: !serverSorts,
      value: alertTotal,
      sortValue: (row) => row.alerts && row.alerts.critical * 1e6 + row.alerts.warning * 1e3 + (alertTotal(row) ?? 0),
      cell: (row) => <AlertCountBadges alerts={row.alerts} />,
    },
  ]
}

const placeColumns: Column[] = [
  {
    id: 'region',
    header: 'Region',
    width: 108,
    priority: 3,
    value: (row) => row.region,
    cell: (row) => <span className="block truncate">{row.region}</span>,
  },
  {
    id: 'cloud',
    header: 'Cloud',
    width: 84,
    priority: 3,
    value: (row) => row.cloud,
    cell: (row) => row.cloud ?? <NoValue reason="Its status carries no cloud" />,
  },
  {
    id: 'id',
    header: 'Id',
    width: 104,
    priority: 3,
    hidden: true,
    value: (row) => row.id,
    cell: (row) => <span className="mono block truncate">{row.id}</span>,
  },
]

function furtherColumns({ pushedAt }: Options): Column[] {
  return [
    {
      id: 'observed',
      header: 'Pushed',
      headerTitle: 'When the probe handed the status over',
      width: 104,
      align: 'end',
      priority: 3,
      hidden: true,
      sortable: false,
      value: pushedAt,
      cell: (row) => <RelativeTime at={pushedAt(row)} reason="Nothing tells when it was pushed" />,
    },
    {
      id: 'reason',
      header: 'Reason',
      width: 220,
      priority: 3,
      hidden: true,
      sortable: false,
      value: (row) => row.reason,
      cell: (row) => (
        <span className="block truncate" title={row.reason}>
          {row.reason}
        </span>
      ),
    },
  ]
}

function actColumn({ menu }: Options): Column[] {
  if (!menu) return []
  return [
    {
      id: 'acts',
      header: 'Acts',
      width: 64,
      align: 'end',
      priority: 1,
      sortable: false,
      hideable: false,
      value: () => null,
      cell: (row) => <span className="relative z-10 inline-flex">{menu(row)}</span>,
    },
  ]
}

const nameColumn: Column = {
  id: 'name',
  header: 'Tenant',
  priority: 1,
  hideable: false,
  value: tenantName,
  cell: (row) => <Name row={row} />,
}

/** The columns of the list. Ids are the API's words for orders, so that one address means one order in both modes. */
export function tenantColumns(options: Options): Column[] {
  return [nameColumn, ...portalColumns(options), ...placeColumns, ...furtherColumns(options), ...actColumn(options)]
}
