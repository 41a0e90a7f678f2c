import 'server-only'
import { commitSoon } from '@/lib/db/commit-soon'
import { isCutOff } from '@/lib/db/errors'
import { Prisma } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { auditedMailboxSql } from '../audit-model'
import type { BulkOutcome } from '../bulk-vocabulary'
import { addedCounts, type BulkProgress, type BulkWork, toBulkWork } from './bulk-edit-repository'
import { assignments, auditedAction, isChangedSince, judgement, keptSettings } from './bulk-effect'
import { collectBulkTargets } from './collect-bulk-targets'
import { finishReplacement } from './finish-replacement'

/** Mailboxes in one transaction. */
export type TurnSizes = {
  /** Nothing but the bulk edit's own list is written. */
  found: number
  /** Their rows are locked for a fraction of a second, and a cancel waits no longer than that. */
  changed: number
}
const turnSizes: TurnSizes = { found: 20_000, changed: 2000 }
/** A turn that fails this often in a row will not succeed. */
const maxFailures = 5

/**
 * One statement: lock, judge, change, audit and note each mailbox's outcome, so that neither of these exists without the others. Each
 * part finds its rows by a primary key, all of whose columns come out of the batch: the planner guesses wrong about how many there are.
 * Were the bulk edit's id written there again, it would expect a row or none of it and read all of them for each mailbox.
 */
export function batchStatement(work: BulkWork, size: number): Prisma.Sql {
  const { change } = work
  const actor = work.actorId ? Prisma.sql`'user', ${work.actorId}::uuid` : Prisma.sql`'system', NULL::uuid`
  return Prisma.sql`
    WITH batch AS MATERIALIZED (
      SELECT bulk_edit_id, ordinal, mailbox_id, version, wanted FROM bulk_edit_targets
      WHERE bulk_edit_id = ${work.id}::uuid AND ordinal > ${work.done} ORDER BY ordinal LIMIT ${size}),
    locked AS MATERIALIZED (
      SELECT mailboxes.*, batch.bulk_edit_id, batch.ordinal, batch.version AS expected, batch.wanted
      FROM batch JOIN mailboxes ON mailboxes.id = batch.mailbox_id ORDER BY mailboxes.id FOR UPDATE OF mailboxes),
    judged AS MATERIALIZED (
      SELECT m.*, CASE WHEN ${isChangedSince(change)} THEN 'changed-since' ELSE ${judgement(change)} END AS outcome FROM locked m),
    edited AS (
      UPDATE mailboxes SET ${assignments(change)} FROM judged m WHERE mailboxes.id = m.id AND m.outcome = 'changed'
      RETURNING mailboxes.id, mailboxes.tenant_id, ${Prisma.raw(auditedMailboxSql('m'))} AS before, ${Prisma.raw(auditedMailboxSql('mailboxes'))} AS after),
    audited AS (
      INSERT INTO audit_entries (actor_kind, actor_id, actor_name, action, entity_type, entity_id, tenant_id, request_id, before, after)
      SELECT ${actor}, ${work.actorName}, ${auditedAction(change)}, 'mailbox', id::text, tenant_id, ${work.id}, before, after FROM edited),
    noted AS (
      UPDATE bulk_edit_targets target
      SET outcome = m.outcome, before = CASE WHEN m.outcome = 'changed' THEN ${keptSettings(change)} END
      FROM judged m WHERE target.bulk_edit_id = m.bulk_edit_id AND target.ordinal = m.ordinal)
    SELECT outcome, count(*) AS count FROM judged GROUP BY outcome`
}

async function changeBatch(tx: Transaction, work: BulkWork, size: number): Promise<BulkProgress> {
  const rows = await tx.$queryRaw<{ outcome: BulkOutcome; count: bigint }[]>(batchStatement(work, size))
  const outcomes = rows.map(({ outcome, count }) => ({ outcome, count: Number(count) }))
  // Ordinals have no gaps.
  const done = Math.min(work.total, work.done + size)
  const found = outcomes.reduce((sum, { count }) => sum + count, 0)
  if (found < done - work.done) {
    const count = await tx.$executeRaw`UPDATE bulk_edit_targets SET outcome = 'gone'
      WHERE bulk_edit_id = ${work.id}::uuid AND ordinal > ${work.done} AND ordinal <= ${done} AND outcome IS NULL`
    outcomes.push({ outcome: 'gone', count })
  }
  const counts = addedCounts(work.counts, outcomes)
  if (done < work.total) {
    await commitSoon(tx)
    return { done, counts }
  }
  const { change } = work
  const isReplacement = change.kind === 'replace-profile'
  const end = isReplacement
    ? await finishReplacement(tx, work, change, counts)
    : { state: 'done', finishedAt: new Date() }
  return { done, counts, ...end }
}

function step(tx: Transaction, work: BulkWork, sizes: TurnSizes): Promise<BulkProgress> | BulkProgress {
  if (work.cancelRequestedAt) return { state: 'cancelled', finishedAt: new Date() }
  return work.state === 'collecting' ? collectBulkTargets(tx, work, sizes.found) : changeBatch(tx, work, sizes.changed)
}

async function noteFailure(id: string, err: unknown): Promise<void> {
  log('bulk-edit').error({ bulkEdit: id, err }, 'a turn of a bulk edit failed')
  await transaction(async (tx) => {
    const { failures } = await tx.bulkEdit.update({
      where: { id },
      // Its next turn comes after everybody else's.
      data: { failures: { increment: 1 }, advancedAt: new Date() },
    })
    if (failures < maxFailures) return
    const reason = `It failed ${failures} times in a row; the worker’s log says why. What was changed until then stays changed.`
    await tx.bulkEdit.update({ where: { id }, data: { state: 'failed', finishedAt: new Date(), reason } })
  })
}

/**
 * One turn: takes the bulk edit that waits longest and that no other worker holds, and does one batch of it. Returns false when there is
 * none. A worker that dies in a turn leaves nothing of it. Throws `unavailable` while the database is away; any other failure is noted at
 * the bulk edit, also a turn that was cut off as too slow, and ends it as failed when it happens again and again.
 */
export async function advanceBulkEdit(sizes: TurnSizes = turnSizes): Promise<boolean> {
  let taken: string | undefined
  try {
    return await transaction(async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM bulk_edits WHERE finished_at IS NULL ORDER BY advanced_at LIMIT 1 FOR UPDATE SKIP LOCKED`
      if (!next) return false
      taken = next.id
      const work = toBulkWork(await tx.bulkEdit.findUniqueOrThrow({ where: { id: next.id } }))
      const now = new Date()
      const progress = await step(tx, work, sizes)
      const data = { startedAt: work.startedAt ?? now, advancedAt: new Date(), failures: 0, ...progress }
      await tx.bulkEdit.update({ where: { id: next.id }, data, select: { id: true } })
      return true
    })
  } catch (error) {
    const away = error instanceof AppError && error.code === 'unavailable' && !isCutOff(error)
    if (!taken || away) throw error
    await noteFailure(taken, error)
    return true
  }
}
