import { formatNumber } from '@/lib/format/number'
import { keptUntilMs } from '@/lib/imports/model'
import type { MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { mailboxLimits } from '@/lib/mailboxes/vocabulary'
import { isAllApplied, rowsText, rowsToApply } from '../import-words'
import { isTakingBack, sumOf } from './import-progress'

/** What applying does, one sentence a kind: deletions stand for themselves. */
export function applySentences({ counts }: Pick<MailboxImport, 'counts'>): string[] {
  const { create = 0, change = 0, unchanged = 0, refused = 0 } = counts
  const deleted = counts.delete ?? 0
  const kinds = [create > 0 ? `creates ${mailboxes(create)}` : '', change > 0 ? `changes ${mailboxes(change)}` : '']
  const does = kinds.filter(Boolean).join(' and ')
  return [
    does === '' ? '' : `It ${does}.`,
    deleted > 0
      ? `It deletes ${mailboxes(deleted)}, which can be restored for ${mailboxLimits.restorableDays} days.`
      : '',
    unchanged > 0 ? `${rowsText(unchanged)} need${unchanged === 1 ? 's' : ''} no change.` : '',
    refused > 0 ? `${rowsText(refused)} ${refused === 1 ? 'is' : 'are'} refused and left out.` : '',
  ].filter(Boolean)
}

const mailboxes = (count: number) => `${formatNumber(count)} ${count === 1 ? 'mailbox' : 'mailboxes'}`

const dayMs = 86_400_000

type Cancellable = Pick<MailboxImport, 'state' | 'direction' | 'counts' | 'results'>

/** `whole`: nothing was written, so it just ends. `rest`: it may have written, so what was done is kept or taken back. */
export type Cancel = { kind: 'whole' } | { kind: 'rest'; applied: number; left: number } | { kind: 'none' }

/** What cancelling means now. An import that waits or rests may have written before; what takes back goes to its end. */
export function cancelOf(record: Cancellable): Cancel {
  if (isTakingBack(record)) return { kind: 'none' }
  const reached = sumOf(record.results)
  if (reached === 0 && record.state !== 'applying') return { kind: 'whole' }
  return { kind: 'rest', applied: record.results.applied ?? 0, left: rowsToApply(record) - reached }
}

/** Whether rows that an undo kept back can be decided on: while an undo is not at its end, that goes on first. */
export const canDecide = ({ state }: Pick<MailboxImport, 'state'>) => state === 'undone' || state === 'cancelled'

/** An undo that failed half-way: trying again goes on with it. */
export const undoBroke = ({ state, direction }: Pick<MailboxImport, 'state' | 'direction'>) =>
  state === 'failed' && direction === 'revert'

type Ended = Pick<MailboxImport, 'state' | 'direction' | 'mode' | 'counts' | 'results' | 'reversals' | 'finishedAt'>

/** `open`: rows can be taken back until `untilMs`. `over`: the days have passed. `nothing`: there is nothing to take back. */
export type Undo = { kind: 'open'; rows: number; untilMs: number } | { kind: 'over' } | { kind: 'nothing' }

/** Whether an import that has ended can be taken back. */
export function undoOf(record: Ended, nowMs: number): Undo {
  const { state, mode, results, reversals, finishedAt } = record
  const ended = state === 'done' || state === 'cancelled' || state === 'failed' || state === 'undone'
  if (undoBroke(record)) return { kind: 'nothing' }
  const rows = (results.applied ?? 0) - sumOf(reversals)
  if (!ended || mode === null || finishedAt === null || rows <= 0) return { kind: 'nothing' }
  const untilMs = keptUntilMs(finishedAt)
  return untilMs > nowMs ? { kind: 'open', rows, untilMs } : { kind: 'over' }
}

/** `30 days left`, `less than a day left`. */
export function daysLeftText(untilMs: number, nowMs: number): string {
  const days = (untilMs - nowMs) / dayMs
  // A clock that ticks by the minute may stand before the end of the import.
  return days < 1 ? 'less than a day left' : `${Math.min(importLimits.undoDays, Math.ceil(days))} days left`
}

/** What taking back does. Kind by kind where every row was applied; otherwise the sum is all that is known. */
export function undoSentences(record: Omit<Ended, 'direction'>): string[] {
  const rows = (record.results.applied ?? 0) - sumOf(record.reversals)
  if (!isAllApplied(record) || sumOf(record.reversals) > 0) {
    return [
      `It takes back ${rowsText(rows)}: what the import created is deleted, what it changed or deleted gets back what it had.`,
    ]
  }
  const { create = 0, change = 0 } = record.counts
  const deleted = record.counts.delete ?? 0
  return [
    create > 0 ? `It deletes ${mailboxes(create)} that the import created.` : '',
    change > 0 ? `It gives ${mailboxes(change)} back what the import changed.` : '',
    deleted > 0 ? `It restores ${mailboxes(deleted)} that the import deleted.` : '',
  ].filter(Boolean)
}
