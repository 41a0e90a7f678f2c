'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatNumber } from '@/lib/format/number'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { profileLabels } from '@/lib/voicemail-profiles/vocabulary'
import { ReplacementNote } from './replacement-note'

type Column = DataTableColumn<VoicemailProfile>

/** The mailboxes of a profile, in the list of mailboxes. */
export function mailboxesOfProfile({ tenantId, id }: Pick<VoicemailProfile, 'tenantId' | 'id'>): string {
  return `/mailboxes/${encodeURIComponent(tenantId)}?${new URLSearchParams({ profile: id })}`
}

const onOff = (value: boolean) => (value ? 'on' : 'off')

const nameColumn: Column = {
  id: 'name',
  header: profileLabels.name,
  priority: 1,
  hideable: false,
  value: (row) => row.name,
  cell: (row) => (
    <span className="flex min-w-0 items-center gap-2">
      <span className="min-w-0 truncate">{row.name}</span>
      {row.builtIn ? <Badge>built in</Badge> : null}
      {row.replacement ? <ReplacementNote profile={row} replacement={row.replacement} /> : null}
    </span>
  ),
}

const mailboxesColumn: Column = {
  id: 'mailboxes',
  header: 'Mailboxes',
  headerTitle: 'Mailboxes that use it',
  width: 104,
  align: 'end',
  priority: 1,
  firstSort: 'desc',
  value: (row) => row.mailboxCount,
  cell: (row) =>
    row.mailboxCount === 0 ? (
      '0'
    ) : (
      <Link href={mailboxesOfProfile(row)} className="relative z-10 text-accent-text hover:underline">
        {formatNumber(row.mailboxCount)}
        <span className="sr-only">
          {' '}
          {row.mailboxCount === 1 ? 'mailbox uses' : 'mailboxes use'} {row.name}
        </span>
      </Link>
    ),
}

const optionColumns: Column[] = [
  {
    id: 'max-duration',
    header: profileLabels.maxDurationSeconds,
    headerTitle: 'Longest message, in seconds',
    width: 128,
    align: 'end',
    priority: 2,
    value: (row) => row.maxDurationSeconds,
    cell: (row) => `${formatNumber(row.maxDurationSeconds)} s`,
  },
  {
    id: 'max-messages',
    header: 'Max Messages',
    headerTitle: profileLabels.maxMessageCount,
    width: 148,
    align: 'end',
    priority: 2,
    value: (row) => row.maxMessageCount,
    cell: (row) => formatNumber(row.maxMessageCount),
  },
  {
    id: 'retention',
    header: 'Retention',
    headerTitle: `${profileLabels.retentionDays}: after how many days messages are deleted`,
    width: 104,
    align: 'end',
    priority: 2,
    value: (row) => row.retentionDays,
    cell: (row) => `${row.retentionDays} days`,
  },
  {
    id: 'notification',
    header: 'Notification',
    headerTitle: profileLabels.emailNotification,
    width: 120,
    priority: 3,
    value: (row) => onOff(row.emailNotification),
  },
  {
    id: 'from',
    header: 'From',
    headerTitle: profileLabels.emailFromAddress,
    width: 200,
    priority: 3,
    hidden: true,
    value: (row) => row.emailFromAddress,
    cell: (row) => row.emailFromAddress ?? <NoValue reason="No sender" />,
  },
  {
    id: 'forwarding',
    header: 'Forwarding',
    headerTitle: profileLabels.voicemailForwarding,
    width: 112,
    priority: 3,
    value: (row) => onOff(row.voicemailForwarding),
  },
  {
    id: 'changed',
    header: 'Changed',
    width: 120,
    align: 'end',
    priority: 3,
    firstSort: 'desc',
    value: (row) => row.updatedAt,
    cell: (row) => <RelativeTime at={row.updatedAt} />,
  },
]

/** The columns of the list; `menu` only for those who may act. */
export function profileColumns(menu: ((row: VoicemailProfile) => ReactNode) | null): Column[] {
  const columns = [nameColumn, mailboxesColumn, ...optionColumns]
  if (!menu) return columns
  const acts: Column = {
    id: 'acts',
    header: 'Acts',
    width: 64,
    align: 'end',
    priority: 1,
    sortable: false,
    hideable: false,
    value: () => null,
    cell: (row) => <span className="relative z-10 inline-flex">{menu(row)}</span>,
  }
  return [...columns, acts]
}
