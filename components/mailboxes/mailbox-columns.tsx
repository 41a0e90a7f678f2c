'use client'

import { Checkbox } from '@/components/ui/checkbox'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { MailboxRow } from '@/lib/mailboxes/schema'
import { type MailboxSetting, mailboxSettingLabels, mailboxTypeLabels } from '@/lib/mailboxes/vocabulary'
import { MailboxActs } from './mailbox-acts'
import { effectiveText, fieldText } from './mailbox-words'

/** The mailbox's own value stands out; what it inherits is quiet. The mark says it without colour. */
function EffectiveValue({ row, setting }: { row: MailboxRow; setting: MailboxSetting }) {
  const { origin, inherited } = row.effective[setting]
  const text =
    setting === 'locale' || setting === 'timeZone' ? row.effective[setting].value : effectiveText(row, setting)
  if (origin !== 'mailbox') {
    return (
      <span className="text-muted" title={`Inherited from the ${origin}`}>
        {text}
      </span>
    )
  }
  const otherwise = setting === 'profileId' ? 'SystemProfile' : fieldText(setting, inherited)
  return (
    <span className="font-medium" title={`Its own; inherited would be ${otherwise}`}>
      <span aria-hidden className="mr-1 inline-block size-1.5 rounded-full bg-accent align-middle" />
      {text}
      <span className="sr-only">, its own</span>
    </span>
  )
}

const widths: Readonly<Record<MailboxSetting, number>> = {
  profileId: 136,
  activeGreetingType: 112,
  maxMessageCount: 88,
  maxDurationSeconds: 88,
  outputPhoneNumber: 160,
  locale: 80,
  timeZone: 164,
}
const shortHeaders: Partial<Record<MailboxSetting, string>> = {
  profileId: 'Profile',
  activeGreetingType: 'Greeting',
  maxMessageCount: 'Messages',
  maxDurationSeconds: 'Duration',
  outputPhoneNumber: 'Output number',
}

function settingColumn(setting: MailboxSetting, more: Partial<DataTableColumn<MailboxRow>> = {}) {
  return {
    id: setting,
    header: shortHeaders[setting] ?? mailboxSettingLabels[setting],
    headerTitle: mailboxSettingLabels[setting],
    width: widths[setting],
    priority: 3,
    sortable: false,
    // The origin too: a value that becomes the mailbox's own is drawn anew.
    value: (row) => `${row.effective[setting].origin} ${row.effective[setting].value}`,
    cell: (row) => <EffectiveValue row={row} setting={setting} />,
    ...more,
  } satisfies DataTableColumn<MailboxRow>
}

const identity: DataTableColumn<MailboxRow>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 120,
    priority: 1,
    hideable: false,
    value: (row) => row.number,
    cell: (row) => <span className="mono">{row.number}</span>,
  },
  { id: 'owner', header: 'Owner', priority: 2, value: (row) => row.owner },
  {
    id: 'type',
    header: 'Type',
    width: 104,
    priority: 3,
    sortable: false,
    value: (row) => mailboxTypeLabels[row.type],
  },
]

const updated: DataTableColumn<MailboxRow> = {
  id: 'updated',
  header: 'Changed',
  width: 96,
  priority: 3,
  firstSort: 'desc',
  value: (row) => row.updatedAt,
  cell: (row) => <RelativeTime at={row.updatedAt} />,
}

const deleted: DataTableColumn<MailboxRow> = {
  id: 'deleted',
  header: 'Deleted',
  width: 184,
  priority: 2,
  sortable: false,
  value: (row) => row.deletedAt,
  cell: (row) => (row.deletedAt ? <ExactTime at={row.deletedAt} /> : <NoValue reason="Not deleted" />),
}

export type RowSelection = {
  isChosen: (id: string) => boolean
  onToggle: (id: string) => void
  all: boolean | 'mixed'
  /** Of the box for all: what it would tick. */
  allLabel: string
  onToggleAll: () => void
}

function selectColumn(selection: RowSelection): DataTableColumn<MailboxRow> {
  return {
    id: 'select',
    header: 'Chosen',
    width: 44,
    control: true,
    sortable: false,
    value: (row) => selection.isChosen(row.id),
    headCell: () => (
      <Checkbox
        label={selection.allLabel}
        labelHidden
        title={selection.allLabel}
        checked={selection.all}
        onCheckedChange={selection.onToggleAll}
        className="align-middle"
      />
    ),
    cell: (row) => (
      <Checkbox
        label={`Choose mailbox ${row.number}`}
        labelHidden
        checked={selection.isChosen(row.id)}
        onCheckedChange={() => selection.onToggle(row.id)}
        className="align-middle"
      />
    ),
  }
}

function actsColumn(canWrite: boolean): DataTableColumn<MailboxRow> {
  return {
    id: 'acts',
    header: 'Acts',
    width: 56,
    control: true,
    align: 'end',
    sortable: false,
    headCell: () => <span className="sr-only">Acts</span>,
    value: (row) => row.version,
    cell: (row) => <MailboxActs mailbox={row} canWrite={canWrite} />,
  }
}

/** `selection` null for whoever may not write: there is nothing to choose for. */
export function mailboxColumns(
  selection: RowSelection | null,
  showsDeleted: boolean,
  canWrite: boolean,
): DataTableColumn<MailboxRow>[] {
  return [
    ...(selection ? [selectColumn(selection)] : []),
    ...identity,
    ...(showsDeleted ? [deleted] : []),
    settingColumn('profileId', { priority: 2 }),
    settingColumn('activeGreetingType'),
    settingColumn('maxMessageCount', { align: 'end' }),
    settingColumn('maxDurationSeconds', { align: 'end', hidden: true }),
    settingColumn('outputPhoneNumber', { hidden: true }),
    settingColumn('locale'),
    settingColumn('timeZone'),
    ...(showsDeleted ? [] : [updated]),
    actsColumn(canWrite),
  ]
}
