import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { auditedMailboxSql } from '../audit-model'
import type { BulkCounts } from '../bulk-schema'
import type { BulkOutcome } from '../bulk-vocabulary'
import { type BulkWork, selectionCondition, toBulkWork } from './bulk-edit-repository'
import { assignments, auditedAction, judgement, keptSettings } from './bulk-effect'
import { readInheritance } from './repository'

/** Mailboxes changed in one transaction: their rows are locked for a fraction of a second, and a cancel waits no longer than that. */
const batchSize = 2000
/** Mailboxes found in one transaction; nothing but the bulk edit's own list is written. */
const collectSize = 20_000
/** A turn that fails this often in a row will not succeed. */
const maxFailures = 5

type Progress = Prisma.BulkEditUncheckedUpdateInput

function added(counts: BulkCounts, more: readonly { outcome: BulkOutcome; count: number }[]): BulkCounts {
  const sum: BulkCounts = { ...counts }
  for (const { outcome, count } of more) if (count > 0) sum[outcome] = (sum[outcome] ?? 0) + count
  return sum
}

/** The next mailboxes of the selection as rows to insert: id, version and what an undo gives back. */
async function foundMailboxes(tx: Transaction, work: BulkWork): Promise<Prisma.Sql | null> {
  const after = work.collectedUpTo ?? '00000000-0000-0000-0000-000000000000'
  const { selection } = work
  if (selection.kind === 'changed-by') {
    return Prisma.sql`SELECT mailbox_id AS id, version + 1 AS version, before AS wanted FROM bulk_edit_targets
      WHERE bulk_edit_id = ${selection.bulkEditId}::uuid AND outcome = 'changed' AND mailbox_id > ${after}::uuid
      ORDER BY mailbox_id LIMIT ${collectSize}`
  }
  const condition = selectionCondition(work.tenantId, selection, await readInheritance(tx, work.tenantId))
  if (!condition) return null
  return Prisma.sql`SELECT id, version, NULL::jsonb AS wanted FROM mailboxes
    WHERE ${condition} AND updated_at <= ${work.previewedAt} AND id > ${after}::uuid ORDER BY id LIMIT ${collectSize}`
}

/** Writes down which mailboxes, a part of them at a time. What matched in the preview and does not any more is counted at the end. */
async function collect(tx: Transaction, work: BulkWork): Promise<Progress> {
  const found = await foundMailboxes(tx, work)
  const [row] = found
    ? await tx.$queryRaw<{ count: bigint; last: string | null }[]>`
        WITH inserted AS (
          INSERT INTO bulk_edit_targets (bulk_edit_id, ordinal, mailbox_id, version, wanted)
          SELECT ${work.id}::uuid, ${work.total}::int + row_number() OVER (ORDER BY id), id, version, wanted FROM (${found}) AS found
          RETURNING mailbox_id)
        SELECT count(*) AS count, max(mailbox_id::text) AS last FROM inserted`
    : []
  const count = Number(row?.count ?? 0)
  const total = work.total + count
  if (count === collectSize) return { total, collectedUpTo: row?.last }
  const lost = Math.max(0, work.previewedTotal - total)
  return { total, state: 'running', counts: added(work.counts, [{ outcome: 'changed-since', count: lost }]) }
}

/**
 * One statement: lock, judge, change, audit and note each mailbox's outcome, so that neither of these exists without the others. Each
 * part finds its rows by a primary key: the planner guesses wrong about how many there are, and joined otherwise a batch takes seconds.
 */
function batchStatement(work: BulkWork): Prisma.Sql {
  const { change } = work
  const actor = work.actorId ? Prisma.sql`'user', ${work.actorId}::uuid` : Prisma.sql`'system', NULL::uuid`
  return Prisma.sql`
    WITH batch AS MATERIALIZED (
      SELECT ordinal, mailbox_id, version, wanted FROM bulk_edit_targets
      WHERE bulk_edit_id = ${work.id}::uuid AND ordinal > ${work.done} ORDER BY ordinal LIMIT ${batchSize}),
    locked AS MATERIALIZED (
      SELECT mailboxes.*, batch.ordinal, batch.version AS expected, batch.wanted
      FROM batch JOIN mailboxes ON mailboxes.id = batch.mailbox_id ORDER BY mailboxes.id FOR UPDATE OF mailboxes),
    judged AS MATERIALIZED (
      SELECT m.*, CASE WHEN m.version <> m.expected THEN 'changed-since' ELSE ${judgement(change)} END AS outcome FROM locked m),
    edited AS (
      UPDATE mailboxes SET ${assignments(change)} FROM judged m WHERE mailboxes.id = m.id AND m.outcome = 'changed'
      RETURNING mailboxes.id, mailboxes.tenant_id, ${Prisma.raw(auditedMailboxSql('m'))} AS before, ${Prisma.raw(auditedMailboxSql('mailboxes'))} AS after),
    audited AS (
      INSERT INTO audit_entries (actor_kind, actor_id, actor_name, action, entity_type, entity_id, tenant_id, request_id, before, after)
      SELECT ${actor}, ${work.actorName}, ${auditedAction(change)}, 'mailbox', id::text, tenant_id, ${work.id}, before, after FROM edited),
    noted AS (
      UPDATE bulk_edit_targets target
      SET outcome = m.outcome, before = CASE WHEN m.outcome = 'changed' THEN ${keptSettings(change)} END
      FROM judged m WHERE target.bulk_edit_id = ${work.id}::uuid AND target.ordinal = m.ordinal)
    SELECT outcome, count(*) AS count FROM judged GROUP BY outcome`
}

async function changeBatch(tx: Transaction, work: BulkWork): Promise<Progress> {
  const rows = await tx.$queryRaw<{ outcome: BulkOutcome; count: bigint }[]>(batchStatement(work))
  const outcomes = rows.map(({ outcome, count }) => ({ outcome, count: Number(count) }))
  // Ordinals have no gaps.
  const done = Math.min(work.total, work.done + batchSize)
  const found = outcomes.reduce((sum, { count }) => sum + count, 0)
  if (found < done - work.done) {
    const count = await tx.$executeRaw`UPDATE bulk_edit_targets SET outcome = 'gone'
      WHERE bulk_edit_id = ${work.id}::uuid AND ordinal > ${work.done} AND ordinal <= ${done} AND outcome IS NULL`
    outcomes.push({ outcome: 'gone', count })
  }
  const end = done === work.total ? { state: 'done', finishedAt: new Date() } : {}
  return { done, counts: added(work.counts, outcomes), ...end }
}

function step(tx: Transaction, work: BulkWork): Promise<Progress> | Progress {
  if (work.cancelRequestedAt) return { state: 'cancelled', finishedAt: new Date() }
  return work.state === 'collecting' ? collect(tx, work) : changeBatch(tx, work)
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
 * none. A worker that dies in a turn leaves nothing of it. Throws `unavailable`; any other failure is noted at the bulk edit, which
 * ends as failed when it happens again and again.
 */
export async function advanceBulkEdit(): Promise<boolean> {
  let taken: string | undefined
  try {
    return await transaction(async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM bulk_edits WHERE finished_at IS NULL ORDER BY advanced_at LIMIT 1 FOR UPDATE SKIP LOCKED`
      if (!next) return false
      taken = next.id
      const work = toBulkWork(await tx.bulkEdit.findUniqueOrThrow({ where: { id: next.id } }))
      const now = new Date()
      const progress = await step(tx, work)
      const data = { startedAt: work.startedAt ?? now, advancedAt: new Date(), failures: 0, ...progress }
      await tx.bulkEdit.update({ where: { id: next.id }, data, select: { id: true } })
      return true
    })
  } catch (error) {
    if (!taken || (error instanceof AppError && error.code === 'unavailable')) throw error
    await noteFailure(taken, error)
    return true
  }
}
