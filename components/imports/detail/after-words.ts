import { formatNumber } from '@/lib/format/number'
import type { MailboxImport } from '@/lib/imports/schema'
import { rowsText } from '../import-words'
import { undoBroke } from './import-acts'

type Ended = Pick<MailboxImport, 'state' | 'direction' | 'mode' | 'results' | 'reversals'>

/** What an import came to. */
export function endTitle(record: Ended): string {
  const { state, mode } = record
  if (state === 'done') return 'Applied'
  if (state === 'undone') return 'Undone'
  if (state !== 'failed') return mode === null ? 'Cancelled before anything was changed' : 'Cancelled on the way'
  if (undoBroke(record)) return 'Taking it back failed'
  return mode === null ? 'The check failed' : 'Applying it failed'
}

const over = 'Its rows are gone by now, so it cannot go on; the audit log says which mailboxes those are.'

/** What stands after a failure, and where a new try begins. `isOver`: the rows that one would need are gone. */
export function failedText(record: Ended, isOver = false): string {
  const { mode, results, reversals } = record
  const applied = results.applied ?? 0
  if (undoBroke(record)) {
    const back = `${formatNumber(reversals.reverted ?? 0)} of ${rowsText(applied)} ${applied === 1 ? 'is' : 'are'} taken back so far.`
    return `${back} ${isOver ? over : '“Try again” goes on taking back.'}`
  }
  if (mode === null) return 'No mailbox was changed. “Try again” checks the file anew.'
  const before = `${rowsText(applied)} ${applied === 1 ? 'was' : 'were'} applied before.`
  return `${before} ${isOver ? over : `“Try again” goes on behind ${applied === 1 ? 'it' : 'them'}.`}`
}
