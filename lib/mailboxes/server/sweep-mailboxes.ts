import 'server-only'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { mailboxLimits } from '../vocabulary'

/**
 * Removes what hangs on mailboxes that are about to go, inside the transaction that removes them. Must bear to be run again for the same
 * mailboxes: a batch that fails is taken up by the next sweep.
 */
export type SweepStep = (tx: Transaction, mailboxIds: readonly string[]) => Promise<void>

export type SweepOptions = {
  now: Date
  /** In the order in which they run, before the mailboxes themselves go. */
  steps: readonly SweepStep[]
  batchSize?: number
}

/** What a transaction's time allows with room to spare, also where files go with the rows. */
const defaultBatchSize = 500
const dayMs = 86_400_000

/** Mailboxes that went before this instant can no longer be restored. */
function restorableSince(now: Date): Date {
  return new Date(now.getTime() - mailboxLimits.restorableDays * dayMs)
}

/** Rows that somebody works on at this moment (a restore) are left to the next sweep. */
async function pickBatch(tx: Transaction, before: Date, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM mailboxes WHERE deleted_at <= ${before} LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  return rows.map(({ id }) => id)
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
 * Removes for good the mailboxes that were deleted 30 days ago or longer, with what hangs on them. In batches, each a transaction of its
 * own: cut off anywhere, the next run goes on. Resolves with how many went. Throws `unavailable`, and what a step throws.
 */
export async function sweepMailboxes({ now, steps, batchSize = defaultBatchSize }: SweepOptions): Promise<number> {
  const before = restorableSince(now)
  let removed = 0
  for (;;) {
    const count = await transaction(async (tx) => {
      const ids = await pickBatch(tx, before, batchSize)
      if (ids.length === 0) return 0
      for (const step of steps) await step(tx, ids)
      await removeBatch(tx, ids)
      return ids.length
    })
    if (count === 0) return removed
    removed += count
  }
}
