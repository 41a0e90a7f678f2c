import { csvCell } from '@/lib/format/csv-cell'
import { inheritedCell, type MailboxFileField, mailboxFileFields, mailboxFileHeaders } from './file-vocabulary'
import type { Mailbox } from './schema'
import { greetingTypeLabels, mailboxTypeLabels } from './vocabulary'

export type FileMailbox = Pick<
  Mailbox,
  | 'number'
  | 'type'
  | 'owner'
  | 'activeGreetingType'
  | 'outputPhoneNumber'
  | 'locale'
  | 'timeZone'
  | 'maxMessageCount'
  | 'maxDurationSeconds'
> & {
  /** Name of its own profile; null when it has none of its own. */
  ownProfileName: string | null
}

const cells: Readonly<Record<MailboxFileField, (mailbox: FileMailbox) => string | number | null>> = {
  number: ({ number }) => number,
  activeGreetingType: ({ activeGreetingType: type }) => type && greetingTypeLabels[type],
  outputPhoneNumber: ({ outputPhoneNumber }) => outputPhoneNumber,
  locale: ({ locale }) => locale,
  timeZone: ({ timeZone }) => timeZone,
  maxMessageCount: ({ maxMessageCount }) => maxMessageCount,
  maxDurationSeconds: ({ maxDurationSeconds }) => maxDurationSeconds,
  profile: ({ ownProfileName }) => ownProfileName,
  type: ({ type }) => mailboxTypeLabels[type],
  owner: ({ owner }) => owner,
}

export const mailboxFileHeader: readonly string[] = mailboxFileFields.map((field) => mailboxFileHeaders[field])

/**
 * What an export writes of a mailbox and an import reads back without a change: its own values, never the inherited ones, which would
 * become its own. An inherited setting is said as such, so that the file also takes back what was set since.
 */
export function mailboxFileCells(mailbox: FileMailbox): string[] {
  return mailboxFileFields.map((field) => String(cells[field](mailbox) ?? inheritedCell))
}

/** Begins every CSV file that people open: without it, spreadsheets take UTF-8 for an older encoding. */
export const byteOrderMark = '\uFEFF'

/** One line of CSV with its end. Text that a spreadsheet would take for a formula is marked so that an import restores it. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}
