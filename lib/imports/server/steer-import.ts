import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import type { MailboxImport as ImportRecord, Prisma } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import type { ConfirmImport, MailboxImport } from '../schema'
import { importLimits, type RowOutcome } from '../vocabulary'
import { advanceImports } from './jobs'
import { lockImport, orderedBy, requireState, toImport } from './repository'

type Update = Prisma.MailboxImportUncheckedUpdateInput
type Deed = 'import.start' | 'import.cancel' | 'import.undo'

/** Locks, decides, updates and audits in one transaction, then wakes the worker. */
async function steer(
  author: Author,
  tenantId: string,
  importId: string,
  deed: Deed | null,
  decide: (record: ImportRecord, tx: Transaction) => Update | Promise<Update>,
): Promise<MailboxImport> {
  requirePermission(author.actor, 'imports:write')
  const steered = await transaction(async (tx) => {
    const before = await lockImport(tx, tenantId, importId)
    const record = await tx.mailboxImport.update({ where: { id: importId }, data: await decide(before, tx) })
    if (deed) {
      const state = ({ state: now, mode, wish, overwrite }: ImportRecord) => ({ state: now, mode, wish, overwrite })
      const audited = { action: deed, entityType: 'import' as const, entityId: importId, tenantId }
      await writeAudit(tx, { ...author, ...audited, before: state(before), after: state(record) })
    }
    return toImport(tx, record)
  })
  await enqueue(advanceImports, {})
  return steered
}

/** Percent of the tenant's mailboxes that would be changed or deleted. */
function touchedPercent({ counts, mailboxes }: ImportRecord): number {
  const by = counts as Partial<Record<RowOutcome, number>>
  return mailboxes === 0 ? 0 : (((by.change ?? 0) + (by.delete ?? 0)) / mailboxes) * 100
}

/**
 * Has a checked import applied, after those of the tenant that wait already. Throws `forbidden`, `not-found`, `conflict` when it is not
 * checked, when all rows were asked for and some are refused, or when it would change more of the tenant than the guard allows and
 * `beyondGuard` does not say so.
 */
export function confirmImport(
  author: Author,
  tenantId: string,
  importId: string,
  asked: ConfirmImport,
): Promise<MailboxImport> {
  return steer(author, tenantId, importId, 'import.start', (record) => {
    requireState(record, ['checked'], 'applied')
    const refused = (record.counts as Partial<Record<RowOutcome, number>>).refused ?? 0
    if (asked.mode === 'all' && refused > 0) {
      throw new AppError('conflict', `${refused} rows are refused, and all or none were asked for.`, {
        action: 'Mend the file and upload it again, or apply the good rows.',
      })
    }
    const percent = touchedPercent(record)
    if (percent > importLimits.guardPercent && !asked.beyondGuard) {
      throw new AppError(
        'conflict',
        `This would change ${Math.round(percent)} % of the tenant’s ${record.mailboxes} mailboxes.`,
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
  return steer(author, tenantId, importId, null, (record) => {
    requireState(record, ['applying'], 'paused')
    return { wish: 'pause' }
  })
}

/** Lets a paused import go on, and one that failed try again. Throws `forbidden`, `not-found`, `conflict`. */
export function resumeImport(author: Author, tenantId: string, importId: string): Promise<MailboxImport> {
  return steer(author, tenantId, importId, null, (record) => {
    requireState(record, ['paused', 'failed'], 'continued')
    if (record.state === 'failed' && record.mode === null)
      throw new AppError('conflict', 'This import was never confirmed.')
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

/**
 * Ends an import after the batch that runs now: what it did stays (and can be undone), or is taken back. Throws `forbidden`, `not-found`,
 * `conflict` when it has ended already.
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
    if (record.state === 'paused' && !keep) {
      return { state: 'reverting', direction: 'revert', revertedFrom: null, reason: null, ...orderedBy(author.actor) }
    }
    return { state: 'cancelled', wish: null, finishedAt: new Date() }
  })
}

/**
 * Takes back what an import changed, as a job; `overwrite` also what others changed since, which otherwise is left alone and listed.
 * Throws `forbidden`, `not-found`, `conflict` when it has not ended or the days for it are over.
 */
export function undoImport(
  author: Author,
  tenantId: string,
  importId: string,
  overwrite: boolean,
): Promise<MailboxImport> {
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
    // Counted anew: what was kept back the first time may be overwritten the second.
    const taken = await tx.mailboxImportRow.groupBy({
      by: ['reversal'],
      where: { importId, reversal: { not: null }, NOT: overwrite ? { reversal: 'changed-since-import' } : {} },
      _count: true,
    })
    const reversals = Object.fromEntries(taken.map(({ reversal, _count }) => [reversal ?? '', _count]))
    const data = { state: 'queued', direction: 'revert', overwrite, revertedFrom: null, reversals, reason: null }
    return { ...data, advancedAt: new Date(), ...orderedBy(author.actor) }
  })
}
