import { type MailboxFileField, mailboxFileFields, mailboxFileHeaders } from '@/lib/mailboxes/file-vocabulary'

/** Words and limits of imports, without zod: the browser's first load needs them and not the parser. */

export const importFields = [...mailboxFileFields, 'action'] as const
export type ImportField = MailboxFileField | 'action'

export const importFieldLabels: Readonly<Record<ImportField, string>> = { ...mailboxFileHeaders, action: 'Action' }

/** What a row asks for. `save` creates the mailbox or changes the one that is there. */
export const rowActions = ['save', 'create', 'modify', 'delete'] as const
export type RowAction = (typeof rowActions)[number]

/** What becomes of a row. Every row of a file has exactly one. */
export const rowOutcomes = ['create', 'change', 'unchanged', 'delete', 'refused'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

/** Why a row is refused: what the file says of it, then what the tenant has, then what changed between check and apply. */
export const refusalSentences = {
  'cell-count':
    'The row has another number of cells than the header; a value or a delimiter is missing or one too many.',
  'cell-too-long': 'The cell is longer than any value can be.',
  'undecodable-text':
    'The cell holds characters that the encoding of the file cannot explain, so its text is not known.',
  'control-character': 'The cell holds a line break, a NUL byte or another control character.',
  'direction-override': 'The cell holds a mark that reverses the direction of writing, so it looks other than it is.',
  'misplaced-quote':
    'A quote opens in this row and the cell runs on over the lines below; the closing quote is missing.',
  'number-missing': 'The row has no mailbox number.',
  'number-invalid': 'A mailbox number is 1 to 40 digits (0 to 9) and nothing else.',
  'foreign-digits': 'The cell holds digits of another script that look like 0 to 9; type them again.',
  'spreadsheet-number':
    'A spreadsheet turned the number into its own notation, and digits are lost; format the column as text and enter it again.',
  'spreadsheet-error': 'The cell holds the error of a spreadsheet formula instead of a value.',
  formula: 'The cell holds a formula; save the file with values.',
  'action-unknown': 'The action must be create, modify or delete, or blank.',
  'type-unknown': 'The type must be Agent or Agent group.',
  'owner-invalid': 'The owner is a name of 1 to 120 characters.',
  'greeting-unknown': 'The greeting type must be Standard, Personal or Extended Absence.',
  'phone-number-invalid':
    'An output phone number is up to 40 digits, * and #, with + in front if need be, or the name of a routing point.',
  'locale-unknown': 'There is no such locale; en-US and de-CH are two.',
  'time-zone-unknown': 'There is no such time zone; America/Los_Angeles is one.',
  'message-count-invalid': 'The message count must be a whole number of 1 or more.',
  'duration-invalid': 'The duration must be a whole number of seconds, 1 or more.',
  'profile-name-invalid': 'The name of a voicemail profile has 1 to 80 characters.',
  'deleted-mailbox':
    'The export says that this mailbox is deleted. Restore it in the list of deleted mailboxes, or empty the cell to create it anew.',
  'not-resettable': 'Nothing is inherited here, so /d has no meaning in this column.',
  'duplicate-in-file': 'An earlier row of the file has the same mailbox number.',
  'already-exists': 'The row asks for a new mailbox, and the tenant has one of this number.',
  'does-not-exist': 'The tenant has no mailbox of this number.',
  'owner-missing': 'A new mailbox needs an owner.',
  'profile-unknown': 'The tenant has no voicemail profile of this name.',
  'greeting-without-audio': 'The mailbox has no audio for this greeting type, so callers would hear nothing.',
  'changed-since-check': 'Somebody changed the mailbox after the check.',
  'created-since-check': 'Somebody created a mailbox of this number after the check.',
  'deleted-since-check': 'Somebody deleted the mailbox after the check.',
  'profile-deleted-since-check': 'Somebody deleted the voicemail profile after the check.',
} as const
export type RefusalCode = keyof typeof refusalSentences

/** Columns that the file of refused rows adds. An import passes over them, so that the mended file can be sent as it is. */
export const refusalHeaders = ['Refused Row', 'Refusal Codes', 'Refusal Reasons'] as const

/** Why a file as a whole cannot be taken; the sentences with their figures are made where it is found out. */
export const fileProblemCodes = [
  'empty-file',
  'no-rows',
  'no-header',
  'no-number-column',
  'not-a-csv',
  'undecodable-header',
  'wrong-delimiter',
  'unclosed-quote',
  'line-too-long',
  'too-many-columns',
  'too-many-rows',
  'too-large',
  'damaged-workbook',
  'no-sheet',
] as const
export type FileProblemCode = (typeof fileProblemCodes)[number]

/** What a person's word is remembered of, for later files of the tenant. */
export const mappingKinds = ['column', 'profile'] as const

export const fileEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type FileEncoding = (typeof fileEncodings)[number]

export const fileDelimiters = [',', ';', '\t'] as const
export type FileDelimiter = (typeof fileDelimiters)[number]

export const importStates = [
  'uploading',
  'checking',
  /** The header needs a person's word. */
  'mapping',
  /** The file as a whole cannot be taken. */
  'unreadable',
  'checked',
  'queued',
  'applying',
  'paused',
  'reverting',
  'done',
  'cancelled',
  'undone',
  'failed',
] as const
export type ImportState = (typeof importStates)[number]

/** `all`: nothing unless every row can be applied. `good`: whatever can. */
export const importModes = ['all', 'good'] as const

/** Why an applied row could not be taken back. */
export const reversalSentences = {
  'changed-since-import': 'Somebody changed the mailbox after the import.',
  'mailbox-gone': 'The mailbox was removed for good.',
  'number-taken': 'Another mailbox has the number now.',
  'profile-gone': 'The voicemail profile it had is deleted.',
  'greeting-gone': 'The greeting it had has no recording any more.',
} as const
export type ReversalCode = keyof typeof reversalSentences

/** Those of which a person may have a row taken back after all: whoever changed it, or once what is in the way is gone. */
export const retriedReversals = [
  'changed-since-import',
  'number-taken',
  'greeting-gone',
] as const satisfies readonly ReversalCode[]

export const importLimits = {
  fileBytes: 512 * 1024 * 1024,
  /** A workbook is held whole while it is read. */
  workbookBytes: 48 * 1024 * 1024,
  rows: 2_000_000,
  columns: 100,
  cellLength: 2000,
  /** Bytes of one row with all its cells; beyond that a quote was left open or it is no table. */
  rowBytes: 64 * 1024,
  /** Of a refused value, as much as is shown and stored. */
  shownLength: 80,
  /** Rows of which a column's first values are shown beside its header. */
  sampleRows: 20,
  samples: 3,
  sampleLength: 24,
  undoDays: 30,
  /** Words of persons on columns and profiles, kept for a tenant; the oldest go. */
  rememberedMappings: 500,
  /** Kept-back rows that one request may decide on. */
  undoRows: 1000,
  /** One part of an upload; a part that broke off is sent again. Below the 10 MB that a proxy must let through. */
  partBytes: 8 * 1024 * 1024,
  unfinished: 20,
  /** Checked files of one tenant that wait for a confirmation, each with all of its rows. */
  unconfirmed: 50,
  pageSize: 50,
  maxPageSize: 500,
  /** Imports in one page of their list. */
  maxListSize: 200,
  /** Percent of the tenant's mailboxes that a confirmation may change without saying so. */
  guardPercent: 50,
} as const
