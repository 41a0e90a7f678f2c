import 'server-only'
import { log } from '@/lib/log/log'
import { byteOrderMark, csvLine, mailboxFileCells, mailboxFileHeader } from '../file-model'
import { informativeHeaders } from '../file-vocabulary'
import type { MailboxFilter, MailboxRow } from '../schema'
import { greetingTypeLabels } from '../vocabulary'
import { listMailboxes } from './list-mailboxes'

/** Rows read at a time: what one part of the answer holds in memory. */
const rowsPerPart = 2000

type Cell = string | number | null

/** For the reader: what counts, whoever says it. An import passes over these columns. */
const informative: Readonly<Record<(typeof informativeHeaders)[number], (row: MailboxRow) => Cell>> = {
  'Effective Active Greeting Type': (row) => greetingTypeLabels[row.effective.activeGreetingType.value],
  'Effective Output Phone Number': (row) => row.effective.outputPhoneNumber.value,
  'Effective Locale': (row) => row.effective.locale.value,
  'Effective Time Zone': (row) => row.effective.timeZone.value,
  'Effective Max Message Count': (row) => row.effective.maxMessageCount.value,
  'Effective Max Duration': (row) => row.effective.maxDurationSeconds.value,
  'Effective Voicemail Profile': (row) => row.profileName,
  Deleted: (row) => row.deletedAt,
  Id: (row) => row.id,
}

/** The mailbox as an import reads it back without a change, then what it comes to. */
const cellsOf = (row: MailboxRow): Cell[] => [
  ...mailboxFileCells({ ...row, ownProfileName: row.profileId === null ? null : row.profileName }),
  ...informativeHeaders.map((header) => informative[header](row)),
]

/**
 * Every mailbox that a filter matches as CSV, part by part: whoever reads slowly is waited for, and no more than one part is held. By
 * number, whatever the list is sorted by: a mailbox that is changed meanwhile stays in its place, so that none is left out or comes twice.
 * Throws, before the first part, `not-found` for an unknown tenant and `unavailable`; a database that goes away later cuts the text off.
 */
export async function* exportMailboxes(tenantId: string, filter: MailboxFilter): AsyncGenerator<string, void> {
  let cursor: string | undefined
  let head = byteOrderMark + csvLine([...mailboxFileHeader, ...informativeHeaders])
  do {
    const place = { sort: 'number', order: 'asc', limit: rowsPerPart, ...(cursor ? { cursor } : {}) } as const
    const page = await listMailboxes(tenantId, { ...filter, ...place }).catch((err: unknown) => {
      if (cursor) log('mailboxes').error({ err, tenantId }, 'an export was broken off')
      throw err
    })
    yield head + page.items.map((row) => csvLine(cellsOf(row))).join('')
    head = ''
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}
