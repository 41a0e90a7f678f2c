import Link from 'next/link'
import { StatusBadge, StatusDot } from '@/components/status/status-badge'
import { statusLook } from '@/components/status/status-look'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { statusRank } from '@/lib/catalogue/model'
import type { ServiceId } from '@/lib/catalogue/schema'
import type { ConnectionState } from '@/lib/topology/schema'

const notInTable = 'The guide’s table has no row for it'

const fromWords: Readonly<Record<ConnectionState['from'], string>> = {
  gauge: 'gauge',
  peer: 'status of the other end',
  none: 'nobody',
}

function End({ name, service, self }: { name: string; service: ServiceId | null; self: boolean }) {
  if (self) return <span className="font-medium">{name}</span>
  return service ? (
    <Link prefetch={false} href={`/services/${service}`} className="relative z-10 text-accent-text hover:underline">
      {name}
    </Link>
  ) : (
    <span>{name}</span>
  )
}

/** What a gauge measured is a badge; what is only known of the other end is an icon that says so. */
function State({ row: { status, from, text } }: { row: ConnectionState }) {
  if (status === null) return <span className="text-xs text-muted">Not measured</span>
  if (from === 'gauge') return <StatusBadge status={status} title={text} />
  return (
    <span className="inline-flex items-center gap-1.5" title={text}>
      <StatusDot status={status} size="sm" />
      <span className="text-xs text-muted">{statusLook[status].label}, other end</span>
    </span>
  )
}

/** Columns of a service's connections. `self` is the service whose page it is. */
export function connectionColumns(self: ServiceId): DataTableColumn<ConnectionState>[] {
  return [
    {
      id: 'way',
      header: 'From and to',
      priority: 1,
      hideable: false,
      width: 272,
      value: (row) => `${row.source} → ${row.destination}`,
      cell: (row) => (
        <span className="block truncate" title={`${row.source} → ${row.destination}`}>
          <End name={row.source} service={row.sourceService} self={row.sourceService === self} />
          <span aria-label="to" role="img" className="px-1 text-faint">
            →
          </span>
          <End name={row.destination} service={row.destinationService} self={row.destinationService === self} />
        </span>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: 130,
      priority: 1,
      value: (row) => row.status ?? 'not measured',
      sortValue: (row) => (row.status === null ? null : statusRank(row.status)),
      cell: (row) => <State row={row} />,
    },
    {
      id: 'says',
      header: 'Says who',
      priority: 2,
      sortable: false,
      value: (row) =>
        `${fromWords[row.from]}: ${row.text}${row.metrics.length > 0 ? ` (${row.metrics.join(', ')})` : ''}`,
      cell: (row) => (
        <span className="block min-w-0 truncate text-muted" title={`${row.text} ${row.metrics.join(', ')}`}>
          {row.text}
          {row.metrics.length > 0 ? <span className="mono text-xs text-faint"> {row.metrics.join(', ')}</span> : null}
        </span>
      ),
    },
    {
      id: 'protocol',
      header: 'Protocol, ports',
      headerTitle: 'With an asterisk: the port is configurable',
      width: 148,
      priority: 2,
      value: (row) => (row.documented ? `${row.documented.protocol} ${row.ports}` : null),
      cell: (row) =>
        row.documented ? (
          <span className="block truncate" title={`${row.documented.protocol} ${row.ports}`}>
            {row.documented.protocol} <span className="mono text-muted">{row.ports}</span>
          </span>
        ) : (
          <NoValue reason={notInTable} />
        ),
    },
    {
      id: 'class',
      header: 'Class',
      width: 112,
      priority: 3,
      value: (row) => row.documented?.classification,
      cell: (row) => row.documented?.classification ?? <NoValue reason={notInTable} />,
    },
    {
      id: 'carries',
      header: 'Carries',
      priority: 3,
      sortable: false,
      value: (row) => row.documented?.carries,
      cell: (row) =>
        row.documented ? (
          <span className="block truncate" title={row.documented.carries}>
            {row.documented.carries}
          </span>
        ) : (
          <NoValue reason={notInTable} />
        ),
    },
    {
      id: 'number',
      header: 'No.',
      headerTitle: 'Number in the guide’s table',
      width: 60,
      align: 'end',
      priority: 3,
      hidden: true,
      value: (row) => row.documented?.n,
      cell: (row) => row.documented?.n ?? <NoValue reason={notInTable} />,
    },
  ]
}
