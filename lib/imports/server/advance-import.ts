import 'server-only'
import { commitSoon } from '@/lib/db/commit-soon'
import { isCutOff } from '@/lib/db/errors'
import type { MailboxImport as ImportRecord, Prisma } from '@/lib/db/generated/client'
import { joinByKey } from '@/lib/db/joins-by-key'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { RowOutcome } from '../vocabulary'
import { type Author, applyStatement, recheckRows, recheckStatement } from './apply-sql'
import { noteFailure } from './note-failure'
import { revertStatement } from './revert-sql'

const lastRow = 2_147_483_647

type Progress = Prisma.MailboxImportUncheckedUpdateInput
type Counted = { word: string; count: number; lastRow: number }

function added(counts: unknown, more: readonly Counted[]): Record<string, number> {
  const sum = { ...(counts as Record<string, number>) }
  for (const { word, count } of more) sum[word] = (sum[word] ?? 0) + count
  return sum
}

const authorOf = ({ id, orderedById, orderedByName, actorName }: ImportRecord): Author => ({
  importId: id,
  actorId: orderedById,
  actorName: orderedByName ?? actorName,
})

/** What was asked for while it ran comes before the next batch. */
function granted({ wish }: ImportRecord): Progress | null {
  if (wish === 'pause') return { state: 'paused', wish: null, reason: null }
  if (wish === 'keep') return { state: 'cancelled', wish: null, finishedAt: new Date() }
  return wish === 'revert' ? { state: 'reverting', direction: 'revert', wish: null, revertedFrom: null } : null
}

async function applyBatch(tx: Transaction, record: ImportRecord): Promise<Progress> {
  const asked = granted(record)
  if (asked) return asked
  const tenant = await tx.tenant.findUnique({ where: { id: record.tenantId }, select: { enabled: true } })
  if (!tenant?.enabled) return { state: 'paused', reason: 'The tenant is disabled. Enable it and continue, or cancel.' }
  await joinByKey(tx)
  const counted = await tx.$queryRaw<Counted[]>(applyStatement(authorOf(record), record.tenantId, record.done))
  if (counted.length === 0) return recheckBatch(tx, record)
  await commitSoon(tx)
  const progress = { done: Math.max(...counted.map((one) => one.lastRow)), results: added(record.results, counted) }
  return withConflicts(record, progress, counted)
}

function withConflicts({ mode }: ImportRecord, progress: Progress, counted: readonly Counted[]): Progress {
  if (mode !== 'all' || counted.every(({ word }) => word === 'applied')) return progress
  const reason =
    'A row could not be applied any more, and all or none were asked for, so those before it are taken back.'
  return { ...progress, state: 'reverting', direction: 'revert', revertedFrom: null, reason, finishedAt: null }
}

/** Once all is applied: the rows that needed no change, some at a time; afterwards it is done. */
async function recheckBatch(tx: Transaction, record: ImportRecord): Promise<Progress> {
  const counts = record.counts as Partial<Record<RowOutcome, number>>
  const done = { state: 'done', done: record.rows, finishedAt: new Date() }
  const rechecked = record.rechecked + recheckRows
  if (!counts.unchanged) return done
  const counted = await tx.$queryRaw<Counted[]>(recheckStatement(record.id, record.rechecked))
  const stale = counted.reduce((sum, { count }) => sum + count, 0)
  // As something was to be done about them after all, and cannot be, they stand among the changes from now on.
  const moved = { ...counts, unchanged: counts.unchanged - stale, change: (counts.change ?? 0) + stale }
  const said = stale > 0 ? { counts: moved, results: added(record.results, counted) } : {}
  const progress = { rechecked, ...said, ...(rechecked >= record.rows ? done : {}) }
  return withConflicts(record, progress, counted)
}

async function revertBatch(tx: Transaction, record: ImportRecord): Promise<Progress> {
  const before = record.revertedFrom ?? lastRow
  const { overwrite, undoRows } = record
  const statement = revertStatement(authorOf(record), record.tenantId, before, { overwrite, rows: undoRows })
  await joinByKey(tx)
  const counted = await tx.$queryRaw<Counted[]>(statement)
  if (counted.length > 0) {
    await commitSoon(tx)
    return { revertedFrom: Math.min(...counted.map((one) => one.lastRow)), reversals: added(record.reversals, counted) }
  }
  // Taken back on the way, it never came to its end; afterwards it was undone.
  return { state: record.finishedAt ? 'undone' : 'cancelled', finishedAt: record.finishedAt ?? new Date() }
}

async function advanceOne(taken: (record: ImportRecord) => void): Promise<boolean> {
  return transaction(async (tx) => {
    const [next] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM mailbox_imports i WHERE state IN ('applying', 'reverting') OR (state = 'queued' AND NOT EXISTS (
        SELECT 1 FROM mailbox_imports o WHERE o.tenant_id = i.tenant_id AND o.id <> i.id AND (
          o.state IN ('applying', 'paused', 'reverting') OR (o.state = 'queued' AND o.advanced_at < i.advanced_at))))
      ORDER BY advanced_at LIMIT 1 FOR UPDATE SKIP LOCKED`
    if (!next) return false
    const record = await tx.mailboxImport.findUniqueOrThrow({ where: { id: next.id } })
    taken(record)
    const reverting = record.direction === 'revert'
    const state = record.state === 'queued' ? (reverting ? 'reverting' : 'applying') : record.state
    // Taken first: the index that lets one import of a tenant run refuses a second one before it changes anything.
    if (state !== record.state) await tx.mailboxImport.update({ where: { id: next.id }, data: { state } })
    const progress = reverting ? await revertBatch(tx, record) : await applyBatch(tx, record)
    const data = { startedAt: record.startedAt ?? new Date(), advancedAt: new Date(), failures: 0, ...progress }
    await tx.mailboxImport.update({ where: { id: next.id }, data, select: { id: true } })
    return true
  })
}

/**
 * One turn: a batch of the import that waits longest and that no other worker holds. Returns false when there is nothing to do. A worker
 * that dies in a turn leaves nothing of it. Throws `unavailable`; any other failure is noted at the import, which ends as failed when it
 * happens again and again.
 */
export async function advanceImport(): Promise<boolean> {
  let record: ImportRecord | undefined
  try {
    return await advanceOne((taken) => {
      record = taken
    })
  } catch (error) {
    // What is only slow would otherwise come first for ever, and keep all others waiting.
    const away = error instanceof AppError && error.code === 'unavailable' && !isCutOff(error)
    if (!record || away) throw error
    await noteFailure(record, error)
    return true
  }
}
