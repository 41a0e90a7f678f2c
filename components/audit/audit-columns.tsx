'use client'

import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { ExactTime } from '@/components/ui/relative-time'
import type { AuditEntry } from '@/lib/audit/schema'
import { actionLabel, changesLine, entityLabel, entityName } from './audit-words'

/** The server's order, newest first, is the only one: pages go by it. */
export const auditColumns: DataTableColumn<AuditEntry>[] = [
  {
    id: 'at',
    header: 'When',
    width: 208,
    priority: 1,
    sortable: false,
    hideable: false,
    value: (entry) => entry.at,
    cell: (entry) => <ExactTime at={entry.at} className="mono" />,
  },
  {
    id: 'actor',
    header: 'Who',
    width: 176,
    priority: 2,
    sortable: false,
    value: (entry) => entry.actorName,
    cell: (entry) => (
      <span title={entry.actorKind === 'system' ? 'The console itself' : (entry.actorId ?? undefined)}>
        {entry.actorName}
        {entry.actorKind === 'system' ? <span className="text-faint"> · console</span> : null}
      </span>
    ),
  },
  {
    id: 'action',
    header: 'What',
    width: 168,
    priority: 1,
    sortable: false,
    value: (entry) => entry.action,
    cell: (entry) => <span title={entry.action}>{actionLabel(entry.action)}</span>,
  },
  {
    id: 'entity',
    header: 'Of what',
    priority: 2,
    sortable: false,
    value: (entry) => `${entry.entityType} ${entry.entityId}`,
    cell: (entry) => (
      <span className="block min-w-0 truncate" title={entry.entityId}>
        <span className="text-muted">{entityLabel(entry.entityType)}</span>{' '}
        <span className={entry.entityType === 'user' ? undefined : 'mono'}>{entityName(entry)}</span>
      </span>
    ),
  },
  {
    id: 'changes',
    header: 'Changed fields',
    priority: 3,
    sortable: false,
    value: changesLine,
    cell: (entry) => changesLine(entry) || <NoValue reason="No field was changed" />,
  },
  {
    id: 'tenant',
    header: 'Tenant',
    width: 120,
    priority: 3,
    sortable: false,
    hidden: true,
    value: (entry) => entry.tenantId,
    cell: (entry) =>
      entry.tenantId ? <span className="mono">{entry.tenantId}</span> : <NoValue reason="Not about one tenant" />,
  },
  {
    id: 'ip',
    header: 'From address',
    width: 136,
    priority: 3,
    sortable: false,
    hidden: true,
    value: (entry) => entry.ip,
    cell: (entry) => (entry.ip ? <span className="mono">{entry.ip}</span> : <NoValue reason="Not recorded" />),
  },
  {
    id: 'request',
    header: 'Request',
    width: 200,
    priority: 3,
    sortable: false,
    hidden: true,
    value: (entry) => entry.requestId,
    cell: (entry) =>
      entry.requestId ? <span className="mono">{entry.requestId}</span> : <NoValue reason="Not made by a request" />,
  },
]
