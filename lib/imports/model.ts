import { importLimits, type RowOutcome } from './vocabulary'

const dayMs = 86_400_000

/** More of the tenant than an import may change without a word. `touched` of `mailboxes` are changed or deleted. */
export type Guard = { touched: number; mailboxes: number; percent: number }

type Counted = { counts: Partial<Record<RowOutcome, number>>; mailboxes: number }

/** Null when the import stays below the guard. */
export function guardOf({ counts, mailboxes }: Counted): Guard | null {
  const touched = (counts.change ?? 0) + (counts.delete ?? 0)
  if (mailboxes === 0) return null
  const percent = (touched / mailboxes) * 100
  return percent > importLimits.guardPercent ? { touched, mailboxes, percent } : null
}

/** Until when an import that ended then can be undone and has its rows. */
export function keptUntilMs(finishedAt: string): number {
  return Date.parse(finishedAt) + importLimits.undoDays * dayMs
}

/** Whether the rows of an import are gone: only its counts and its file are left. */
export function rowsAreGone({ finishedAt }: { finishedAt: string | null }, nowMs: number): boolean {
  return finishedAt !== null && keptUntilMs(finishedAt) <= nowMs
}
