import 'server-only'
import type { Author } from '@/lib/audit/write-audit'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { MailboxImport, UndoImport } from '../schema'
import { importLimits, retriedReversals } from '../vocabulary'
import { orderedBy, requireState } from './repository'
import { steer } from './steer-import'

type Reversals = Record<string, number>

/**
 * How many rows were taken back, or could not be, once those are left out that are about to be decided anew. Rows that were kept back are
 * counted, by an index that has no others: an undo that broke off had left them out. Those taken back are many, and stay so.
 */
async function settledReversals(
  tx: Transaction,
  { id, reversals }: ImportRecord,
  { overwrite, rows }: UndoImport,
): Promise<Reversals> {
  const known = reversals as Reversals
  if (Object.keys(known).length === 0) return {}
  const kept = await tx.$queryRaw<{ word: string; count: number }[]>`
    SELECT reversal AS word, count(*)::int AS count FROM mailbox_import_rows
    WHERE import_id = ${id}::uuid AND reversal <> 'reverted' AND NOT (row = ANY(${rows ?? []}::int[]))
      AND NOT (${overwrite ?? false} AND reversal = 'changed-since-import')
    GROUP BY 1`
  const { reverted } = known
  return { ...(reverted ? { reverted } : {}), ...Object.fromEntries(kept.map(({ word, count }) => [word, count])) }
}

/** Throws `conflict` when a row is not one that an undo kept back and that may be tried again. */
async function requireKeptBack(tx: Transaction, importId: string, rows: readonly number[]): Promise<void> {
  const kept = await tx.mailboxImportRow.findMany({
    where: { importId, row: { in: [...rows] }, reversal: { in: [...retriedReversals] } },
    select: { row: true },
  })
  const known = new Set(kept.map(({ row }) => row))
  const other = rows.filter((row) => !known.has(row))
  if (other.length === 0) return
  const which = other.length === 1 ? `Row ${other[0]} is` : `${other.length} of the rows, such as row ${other[0]}, are`
  throw new AppError('conflict', `${which} not kept back for a reason that can be lifted, so nothing was taken back.`, {
    action: 'Load the rows that are kept back again, and choose among these.',
  })
}

/**
 * Takes back what an import changed, as a job; `overwrite` also what others changed since, which otherwise is left alone and listed.
 * With `rows`, only these of what was kept back. Throws `forbidden`, `not-found`, `conflict` when it has not ended, the days for it are
 * over, a row was not kept back, or all is to be overwritten while an undo is not finished.
 */
export function undoImport(
  author: Author,
  tenantId: string,
  importId: string,
  asked: UndoImport,
): Promise<MailboxImport> {
  const rows = asked.rows && [...new Set(asked.rows)]
  return steer(author, tenantId, importId, 'import.undo', async (record, tx) => {
    requireState(record, ['done', 'cancelled', 'failed', 'undone'], 'undone')
    if (record.mode === null) throw new AppError('conflict', 'This import changed nothing.')
    const ageMs = Date.now() - (record.finishedAt?.getTime() ?? 0)
    if (ageMs > importLimits.undoDays * 86_400_000) {
      throw new AppError(
        'conflict',
        `An import can be undone for ${importLimits.undoDays} days; this one ended before that.`,
      )
    }
    if (asked.overwrite && record.state === 'failed' && record.direction === 'revert') {
      throw new AppError(
        'conflict',
        'The undo before this one was not finished, so what others changed is not known.',
        {
          action: 'Try again first. What is kept back then can be overwritten.',
        },
      )
    }
    if (rows) {
      // One that broke off has rows that nobody has looked at yet.
      requireState(record, ['undone', 'cancelled'], 'undone row by row')
      await requireKeptBack(tx, importId, rows)
    }
    const reversals = await settledReversals(tx, record, { ...asked, rows })
    const data = { state: 'queued', direction: 'revert', revertedFrom: null, reversals, reason: null, failures: 0 }
    const chosen = { overwrite: asked.overwrite, undoRows: rows ?? [] }
    return { ...data, ...chosen, advancedAt: new Date(), ...orderedBy(author.actor) }
  })
}
