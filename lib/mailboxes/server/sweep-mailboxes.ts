import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { restorableMs } from '../model'

/**
 * Removes what hangs on mailboxes that are about to go, inside the transaction that removes them. Must bear to be run again for the same
 * mailboxes: a batch that fails is taken up by the next sweep.
 */
export type SweepStep = (tx: Transaction, mailboxIds: readonly string[]) => Promise<void>

/**
 * What can still be undone, of all that began before `deletedBefore`: the ids by which the audit rows of its mailboxes name it. One query,
 * at the beginning of a sweep. A noun that can give back mailboxes says so here.
 */
export type UndoableSince = (now: Date, deletedBefore: Date) => Promise<readonly string[]>

export type SweepOptions = {
  now: Date
  undoable: readonly UndoableSince[]
  /** In the order in which they run, before the mailboxes themselves go. */
  steps: readonly SweepStep[]
  batchSize?: number
}

/** What a transaction's time allows with room to spare, also where files go with the rows. */
const defaultBatchSize = 500

type Picked = { id: string; tenantId: string; deletedAt: Date }

/**
 * In the order of an index, so that what is kept is passed once in a sweep. Rows that somebody works on at this moment (a restore) are left
 * to the next sweep.
 */
async function pickBatch(tx: Transaction, before: Date, after: Picked | undefined, limit: number): Promise<Picked[]> {
  const further = after
    ? Prisma.sql`AND (tenant_id, deleted_at, id) > (${after.tenantId}, ${after.deletedAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<Picked[]>`
    SELECT id, tenant_id AS "tenantId", deleted_at AS "deletedAt" FROM mailboxes
    WHERE deleted_at IS NOT NULL AND deleted_at <= ${before} ${further}
    ORDER BY tenant_id, deleted_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`
}

/**
 * Those that something can still give back. Asked of the audit log, which has them by mailbox: an index of that kind on the rows of imports
 * would cost every import more than this costs.
 */
async function withoutUndoable(
  tx: Transaction,
  ids: readonly string[],
  undoable: readonly string[],
): Promise<string[]> {
  if (undoable.length === 0) return [...ids]
  const kept = await tx.$queryRaw<{ mailbox: string }[]>`
    SELECT mailbox FROM unnest(${[...ids]}::text[]) AS picked (mailbox) WHERE EXISTS (
      SELECT 1 FROM audit_entries a WHERE a.entity_type = 'mailbox' AND a.entity_id = mailbox
        AND a.request_id = ANY(${[...undoable]}::text[]) AND a.action IN ('mailbox.update', 'mailbox.delete'))`
  const keptIds = new Set(kept.map(({ mailbox }) => mailbox))
  return ids.filter((id) => !keptIds.has(id))
}

/** One statement for all rows of a batch, each with its audit row: the last that is heard of the mailbox. */
async function removeBatch(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    WITH removed AS (
      DELETE FROM mailboxes WHERE id = ANY(${[...ids]}::uuid[]) RETURNING *
    )
    INSERT INTO audit_entries (actor_kind, actor_name, action, entity_type, entity_id, tenant_id, before)
    SELECT 'system', 'worker', 'mailbox.remove', 'mailbox', removed.id::text, removed.tenant_id, jsonb_build_object(
      'number', number, 'type', type, 'owner', owner, 'maxMessageCount', removed.max_message_count,
      'maxDurationSeconds', removed.max_duration_seconds, 'activeGreetingType', active_greeting_type,
      'outputPhoneNumber', output_phone_number, 'locale', locale, 'timeZone', time_zone, 'profile', profile.name,
      'deletedAt', to_char(deleted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    )
    FROM removed LEFT JOIN voicemail_profiles profile ON profile.id = removed.profile_id`
}

/**
 * Removes for good the mailboxes that were deleted 30 days ago or longer, with what hangs on them; those that an import or a bulk edit can
 * still give back stay. In batches, each a transaction of its own: cut off anywhere, the next run goes on. Resolves with how many went.
 * Throws `unavailable`, and what a step throws.
 */
export async function sweepMailboxes(options: SweepOptions): Promise<number> {
  const { now, steps, batchSize = defaultBatchSize } = options
  const before = new Date(now.getTime() - restorableMs)
  // What ends or is asked for meanwhile is among them already: it began long ago.
  const undoable = (await Promise.all(options.undoable.map((since) => since(now, before)))).flat()
  let removed = 0
  let last: Picked | undefined
  for (;;) {
    const { count, picked } = await transaction(async (tx) => {
      const found = await pickBatch(tx, before, last, batchSize)
      const ids = await withoutUndoable(
        tx,
        found.map(({ id }) => id),
        undoable,
      )
      if (ids.length > 0) {
        for (const step of steps) await step(tx, ids)
        await removeBatch(tx, ids)
      }
      return { count: ids.length, picked: found }
    })
    removed += count
    last = picked.at(-1)
    if (!last) return removed
  }
}
