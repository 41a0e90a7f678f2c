import { StatusBadge } from '@/components/status/status-badge'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { statusRank } from '@/lib/catalogue/model'
import { isOutdated, rowSince, troubles } from '@/lib/services/model'
import type { ServiceRow } from '@/lib/services/schema'
import { AlertCounts } from './alert-counts'
import { KeyFigure } from './key-figure'
import { PodCount } from './pod-count'
import { SinceText } from './since-text'
import { VersionLine } from './version-list'

/** The worst trouble and how much more there is; of what is fine, all that says so. */
function ReasonCell({ row }: { row: ServiceRow }) {
  const [first, ...rest] = troubles(row)
  const all = row.reasons.map((reason) => reason.text)
  return (
    <span className="block min-w-0 truncate text-muted" title={all.join('\n')}>
      {first ? first.text : all.join(' · ')}
      {rest.length > 0 ? <span className="text-faint"> and {rest.length} more</span> : null}
    </span>
  )
}

/** The columns of every list of services. */
export const serviceColumns: DataTableColumn<ServiceRow>[] = [
  {
    id: 'name',
    header: 'Service',
    width: 196,
    priority: 1,
    hideable: false,
    value: (row) => row.name,
    cell: (row) => <span className="block truncate font-medium">{row.name}</span>,
  },
  {
    id: 'status',
    header: 'Status',
    width: 100,
    priority: 1,
    firstSort: 'asc',
    value: (row) => row.status,
    sortValue: (row) => statusRank(row.status),
    cell: (row) => <StatusBadge status={row.status} />,
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
    id: 'reasons',
    header: 'Why',
    priority: 2,
    sortable: false,
    value: (row) => row.reasons[0]?.text,
    csv: (row) => row.reasons.map((reason) => `${reason.status}: ${reason.text}`).join('; '),
    cell: (row) => <ReasonCell row={row} />,
  },
  {
    id: 'since',
    header: 'Since',
    width: 100,
    priority: 2,
    value: (row) => (row.status === 'ok' ? null : rowSince(row).since),
    cell: (row) =>
      row.status === 'ok' ? (
        <NoValue reason="Nothing is wrong with it" />
      ) : (
        <SinceText {...rowSince(row)} className="block truncate text-muted" />
      ),
  },
  {
    id: 'pods',
    header: 'Pods',
    headerTitle: 'Ready of wanted',
    width: 84,
    align: 'end',
    priority: 2,
    value: (row) => (row.pods ? `${row.pods.ready}/${row.pods.desired ?? '?'}` : null),
    sortValue: (row) => (row.pods && row.pods.desired !== null ? row.pods.ready - row.pods.desired : null),
    cell: (row) => <PodCount pods={row.pods} hasPods={row.hasPods} outdated={isOutdated(row, 'kubernetes')} />,
  },
  {
    id: 'versions',
    header: 'Version',
    width: 140,
    priority: 3,
    value: (row) => row.versions.map(({ version }) => version).join(', ') || null,
    cell: (row) => <VersionLine versions={row.versions} versionSkew={row.versionSkew} />,
  },
  {
    id: 'figure',
    header: 'Traffic',
    headerTitle: 'The service’s key figure now, and over the last hour',
    width: 164,
    priority: 3,
    align: 'end',
    value: (row) => row.keyFigure?.value,
    cell: (row) => <KeyFigure figure={row.keyFigure} outdated={isOutdated(row, 'prometheus')} compact />,
  },
  {
    id: 'alerts',
    header: 'Alerts',
    width: 184,
    priority: 2,
    firstSort: 'desc',
    value: (row) =>
      row.alerts ? row.alerts.critical + row.alerts.warning + row.alerts.info + row.alerts.unknown : null,
    sortValue: (row) => (row.alerts ? row.alerts.critical * 1e6 + row.alerts.warning * 1e3 + row.alerts.unknown : null),
    cell: (row) => <AlertCounts alerts={row.alerts} />,
  },
]
