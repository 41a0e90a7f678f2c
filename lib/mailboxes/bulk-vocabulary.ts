/** Words and limits of bulk edits, without zod: the browser's first load needs them and not the parser. */

/** `collecting`: finds the mailboxes. `running`: changes them. The rest are ends. */
export const bulkStates = ['collecting', 'running', 'done', 'cancelled', 'failed'] as const

/** What became of a mailbox. The first two are as wished; the others were left as they were. */
export const bulkOutcomes = [
  'changed',
  'alike',
  'no-audio',
  'is-deleted',
  'number-taken',
  'too-late',
  'no-profile',
  'changed-since',
  'gone',
] as const
export type BulkOutcome = (typeof bulkOutcomes)[number]

/** Refusals that a preview can tell before anything is done. */
export const bulkRefusals = [
  'no-audio',
  'is-deleted',
  'number-taken',
  'too-late',
  'no-profile',
] as const satisfies readonly BulkOutcome[]

/** Why a mailbox is left as it is, or several are: the end of a sentence that begins with how many. */
export const leftAloneBecause: Readonly<
  Record<Exclude<BulkOutcome, 'changed' | 'alike'>, { one: string; many: string }>
> = {
  'no-audio': {
    one: 'has no audio for that greeting: upload it on the mailbox’s Greetings tab first',
    many: 'have no audio for that greeting: upload it on each mailbox’s Greetings tab first',
  },
  'is-deleted': { one: 'is deleted: restore it first', many: 'are deleted: restore them first' },
  'number-taken': {
    one: 'has a number that another mailbox has now',
    many: 'have a number that another mailbox has now',
  },
  'too-late': {
    one: 'was deleted too long ago: the days in which it could be restored are over',
    many: 'were deleted too long ago: the days in which they could be restored are over',
  },
  'no-profile': { one: 'would get a profile that is deleted', many: 'would get a profile that is deleted' },
  'changed-since': {
    one: 'was changed after the preview, or matches no longer',
    many: 'were changed after the preview, or match no longer',
  },
  gone: { one: 'is no longer there', many: 'are no longer there' },
}

export const bulkLimits = {
  /** Mailboxes named one by one: chosen, or excepted from all that match. */
  namedMailboxes: 10_000,
  /** Rows that a preview shows of each bulk edit. */
  previewRows: 12,
  /** A preview older than this is looked at again before anything is changed. */
  previewHours: 24,
  /** Bulk edits of one tenant that may wait or run at a time. */
  unfinished: 10,
  exceptionsShown: 200,
  undoDays: 30,
} as const
