import 'server-only'
import { csvCell } from '@/lib/format/csv-cell'
import { log } from '@/lib/log/log'
import type { MailboxFilter, MailboxQuery, MailboxRow } from '../schema'
import { greetingTypeLabels, type MailboxSortField, mailboxSettings } from '../vocabulary'
import { listMailboxes } from './list-mailboxes'

/** Rows read at a time: what one part of the answer holds in memory. */
const rowsPerPart = 2000

type Column = { header: string; value: (row: MailboxRow) => string | number | null }

/** Effective values, and at the end the settings that are the mailbox's own. Numbers of mailboxes stand as they are, leading zeros too. */
const columns: readonly Column[] = [
  { header: 'Number', value: (row) => row.number },
  { header: 'Type', value: (row) => row.type },
  { header: 'Owner', value: (row) => row.owner },
  { header: 'Voicemail Profile', value: (row) => row.profileName },
  { header: 'Active Greeting Type', value: (row) => greetingTypeLabels[row.effective.activeGreetingType.value] },
  { header: 'Max Message Count', value: (row) => row.effective.maxMessageCount.value },
  { header: 'Max Duration (seconds)', value: (row) => row.effective.maxDurationSeconds.value },
  { header: 'Output Phone Number', value: (row) => row.effective.outputPhoneNumber.value },
  { header: 'Locale', value: (row) => row.effective.locale.value },
  { header: 'Time Zone', value: (row) => row.effective.timeZone.value },
  { header: 'Own settings', value: (row) => mailboxSettings.filter((setting) => row[setting] !== null).join(' ') },
  { header: 'Deleted', value: (row) => row.deletedAt },
  { header: 'Id', value: (row) => row.id },
]

const line = (cells: readonly (string | number | null)[]) => `${cells.map(csvCell).join(',')}\r\n`

export type ExportOrder = { sort: MailboxSortField; order: 'asc' | 'desc' }

/**
 * Every mailbox that a filter matches as CSV, part by part: whoever reads slowly is waited for, and no more than one part is held. Throws,
 * before the first part, `not-found` for an unknown tenant and `unavailable`; a database that goes away later cuts the text off.
 */
export async function* exportMailboxes(
  tenantId: string,
  filter: MailboxFilter,
  order: ExportOrder,
): AsyncGenerator<string, void> {
  let cursor: string | undefined
  let head = line(columns.map(({ header }) => header))
  do {
    const query: MailboxQuery = { ...filter, ...order, limit: rowsPerPart, ...(cursor ? { cursor } : {}) }
    const page = await listMailboxes(tenantId, query).catch((err: unknown) => {
      if (cursor) log('mailboxes').error({ err, tenantId }, 'an export was broken off')
      throw err
    })
    yield head + page.items.map((row) => line(columns.map(({ value }) => value(row)))).join('')
    head = ''
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}
