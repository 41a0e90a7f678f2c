import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import type { MailboxImport as ImportRecord, Prisma } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import { guardOf, rowsAreGone } from '../model'
import type { ConfirmImport, MailboxImport } from '../schema'
import { importLimits, type RowOutcome } from '../vocabulary'
import { advanceImports } from './jobs'
import { lockImport, orderedBy, requireState, toImport } from './repository'

type Update = Prisma.MailboxImportUncheckedUpdateInput
type Deed = 'import.start' | 'import.pause' | 'import.resume' | 'import.cancel' | 'import.undo'

/** Locks, decides, updates and audits in one transaction, then wakes the worker. */
export async function steer(
  author: Author,
  tenantId: string,
  importId: string,
  deed: Deed,
  decide: (record: ImportRecord, tx: Transaction) => Update | Promise<Update>,
): Promise<MailboxImport> {
  requirePermission(author.actor, 'imports:write')
  const steered = await transaction(async (tx) => {
    const before = await lockImport(tx, tenantId, importId)
    const record = await tx.mailboxImport.update({ where: { id: importId }, data: await decide(before, tx) })
    const state = ({ state: now, mode, wish, overwrite, undoRows }: ImportRecord) => ({
      ...{ state: now, mode, wish, overwrite },
      ...(undoRows.length > 0 ? { undoRows } : {}),
    })
    const audited = { action: deed, entityType: 'import' as const, entityId: importId, tenantId }
    await writeAudit(tx, { ...author, ...audited, before: state(before), after: state(record) })
    return toImport(tx, record)
  })
  await enqueue(advanceImports, {})
  return steered
}

/**
 * Has a checked import applied, after those of the tenant that wait already. Throws `forbidden`, `not-found`, `conflict` when it is not
 * checked or was checked again after `checkedAt`, when all rows were asked for and some are refused, or when it would change more of the
 * tenant than the guard allows and `beyondGuard` does not say so.
 */
export function confirmImport(
  author: Author,
  tenantId: string,
  importId: string,
  asked: ConfirmImport,
): Promise<MailboxImport> {
  return steer(author, tenantId, importId, 'import.start', (record) => {
    requireState(record, ['checked'], 'applied')
    if (asked.checkedAt && new Date(asked.checkedAt).getTime() !== record.checkedAt?.getTime()) {
      throw new AppError('conflict', 'It was checked again meanwhile; look at the new counts.', {
        action: 'Load the import again, then confirm what it says now.',
      })
    }
    const counts = record.counts as Partial<Record<RowOutcome, number>>
    const refused = counts.refused ?? 0
    if (asked.mode === 'all' && refused > 0) {
      throw new AppError('conflict', `${refused} rows are refused, and all or none were asked for.`, {
        action: 'Mend the file and upload it again, or apply the good rows.',
      })
    }
    const guard = guardOf({ counts, mailboxes: record.mailboxes })
    if (guard && !asked.beyondGuard) {
      throw new AppError(
        'conflict',
        `This would change ${Math.round(guard.percent)} % of the tenant’s ${guard.mailboxes} mailboxes.`,
        {
          action: 'Look at the changes once more. If they are meant, confirm with beyondGuard.',
        },
      )
    }
    return { state: 'queued', mode: asked.mode, direction: 'apply', advancedAt: new Date(), ...orderedBy(author.actor) }
  })
}

/** Asks an import to pause after the batch that runs now. Throws `forbidden`, `not-found`, `conflict`. */
export function pauseImport(author: Author, tenantId: string, importId: string): Promise<MailboxImport> {
  return steer(author, tenantId, importId, 'import.pause', (record) => {
    requireState(record, ['applying'], 'paused')
    return { wish: 'pause' }
  })
}

/** One whose rows may be swept away would find nothing left to do, and end as if all had been done. */
function requireResumable({ mode, finishedAt }: ImportRecord): void {
  if (mode === null) throw new AppError('conflict', 'This import was never confirmed.')
  if (!rowsAreGone({ finishedAt: finishedAt?.toISOString() ?? null }, Date.now())) return
  throw new AppError(
    'conflict',
    `This import ended more than ${importLimits.undoDays} days ago: its rows are gone, so it cannot go on.`,
    { action: 'The audit log says what it did until then. Upload the file again for the rest.' },
  )
}

/** Lets a paused import go on, and one that failed try again. Throws `forbidden`, `not-found`, `conflict`. */
export function resumeImport(author: Author, tenantId: string, importId: string): Promise<MailboxImport> {
  return steer(author, tenantId, importId, 'import.resume', (record) => {
    requireState(record, ['paused', 'failed'], 'continued')
    if (record.state === 'failed') requireResumable(record)
    return {
      state: 'queued',
      reason: null,
      failures: 0,
      finishedAt: record.direction === 'revert' ? record.finishedAt : null,
      advancedAt: new Date(0),
      ...orderedBy(author.actor),
    }
  })
}

/** Whether rows of it were applied before: one that was continued waits in line once more. */
const hasWritten = ({ results }: ImportRecord) =>
  Object.values(results as Record<string, number>).some((count) => count > 0)

/**
 * Ends an import after the batch that runs now: what it did stays (and can be undone), or is taken back. Throws `forbidden`, `not-found`,
 * `conflict` when it has ended already or is about to be taken back.
 */
export function cancelImport(
  author: Author,
  tenantId: string,
  importId: string,
  keep: boolean,
): Promise<MailboxImport> {
  return steer(author, tenantId, importId, 'import.cancel', (record) => {
    requireState(
      record,
      ['uploading', 'checking', 'mapping', 'unreadable', 'checked', 'queued', 'applying', 'paused'],
      'cancelled',
    )
    if (record.state === 'applying') return { wish: keep ? 'keep' : 'revert', ...orderedBy(author.actor) }
    const isQueued = record.state === 'queued'
    if (isQueued && record.direction === 'revert') {
      throw new AppError('conflict', 'This import waits to be taken back, which cannot be cancelled.', {
        action: 'Wait until it is taken back. What others changed since stays, unless that was asked for.',
      })
    }
    if (!keep && (record.state === 'paused' || (isQueued && hasWritten(record)))) {
      const back = { direction: 'revert', revertedFrom: null, reason: null, ...orderedBy(author.actor) }
      // One that waits keeps its place in the line: another import of the tenant may be at work.
      return { ...back, state: isQueued ? 'queued' : 'reverting' }
    }
    return { state: 'cancelled', wish: null, finishedAt: new Date() }
  })
}
