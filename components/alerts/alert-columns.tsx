'use client'

import { SeverityBadge } from '@/components/status/severity-badge'
import { StatusBadge } from '@/components/status/status-badge'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AlertRow } from '@/lib/alerts/schema'
import { notificationLabel, notificationSentence, stateWords } from './alert-words'

const severityRank = { critical: 3, warning: 2, unknown: 1, info: 0 } as const
const stateRank = { firing: 2, pending: 1, 'resolved-late': 0 } as const
const stateStatus = { firing: 'failing', pending: 'starting', 'resolved-late': 'paused' } as const

function what(row: AlertRow): string {
  return row.pod ?? row.labels.instance ?? row.labels.container ?? ''
}

/** The columns of every list of alerts; pages hide what their place already says. */
export const alertColumns: DataTableColumn<AlertRow>[] = [
  {
    id: 'severity',
    header: 'Severity',
    width: 108,
    priority: 1,
    value: (row) => row.severityPrinted,
    sortValue: (row) => severityRank[row.severity],
    cell: (row) => (
      <SeverityBadge severity={row.severity === 'unknown' ? (row.severityPrinted ?? 'none') : row.severity} />
    ),
  },
  {
    id: 'name',
    header: 'Alert',
    priority: 1,
    hideable: false,
    value: (row) => row.name,
    cell: (row) => (
      <span className="block min-w-0 truncate" title={row.summary ?? row.name}>
        <span className="font-medium">{row.name}</span>
        {row.summary ? <span className="text-muted"> · {row.summary}</span> : null}
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 104,
    priority: 2,
    value: (row) => row.state,
    sortValue: (row) => stateRank[row.state],
    cell: (row) => <StatusBadge status={stateStatus[row.state]} label={stateWords[row.state]} />,
  },
  {
    id: 'service',
    header: 'Service',
    width: 120,
    priority: 2,
    value: (row) => row.service ?? row.serviceLabel,
    cell: (row) => row.service ?? row.serviceLabel ?? <NoValue reason="The rule names no service" />,
  },
  {
    id: 'tenant',
    header: 'Tenant',
    width: 96,
    priority: 3,
    value: (row) => row.tenant,
    cell: (row) =>
      row.tenant ? <span className="mono">{row.tenant}</span> : <NoValue reason="Not about one tenant" />,
  },
  {
    id: 'what',
    header: 'Where',
    width: 200,
    priority: 3,
    value: what,
    cell: (row) =>
      what(row) ? (
        <span className="mono block truncate" title={what(row)}>
          {what(row)}
        </span>
      ) : (
        <NoValue reason="The alert names no pod or instance" />
      ),
  },
  {
    id: 'region',
    header: 'Region',
    width: 110,
    priority: 3,
    hidden: true,
    value: (row) => row.region,
    cell: (row) => row.region,
  },
  {
    id: 'notification',
    header: 'Alertmanager',
    width: 132,
    priority: 3,
    value: (row) => row.notification.state,
    cell: (row) => (
      <span className="text-muted" title={notificationSentence(row)}>
        {notificationLabel(row)}
      </span>
    ),
  },
  {
    id: 'since',
    header: 'Since',
    width: 112,
    align: 'end',
    priority: 1,
    value: (row) => row.activeAt,
    cell: (row) => <RelativeTime at={row.activeAt} reason="No source says since when" />,
  },
]

/** The columns of a list of all regions: which one an alert is of is said where there are several. */
export function alertColumnsIn(regions: readonly string[]): DataTableColumn<AlertRow>[] {
  return alertColumns.map((column) => (column.id === 'region' ? { ...column, hidden: regions.length < 2 } : column))
}
