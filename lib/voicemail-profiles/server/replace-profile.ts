import 'server-only'
import type { Author } from '@/lib/audit/write-audit'
import type { VoicemailProfile as ProfileRecord } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'

/**
 * Gives every mailbox of one profile another one, each with its audit row, in two statements whatever their number. The built-in profile
 * is what a mailbox has when it names none. Resolves with how many of them are not deleted.
 */
export async function replaceProfile(
  tx: Transaction,
  { actor, requestId }: Author,
  from: ProfileRecord,
  to: ProfileRecord,
): Promise<number> {
  const target = to.builtIn ? null : to.id
  const actorId = actor.kind === 'user' ? actor.id : null
  const [row] = await tx.$queryRaw<{ moved: bigint }[]>`
    WITH moved AS (
      UPDATE mailboxes SET profile_id = ${target}::uuid, updated_at = now(), version = version + 1
      WHERE tenant_id = ${from.tenantId} AND profile_id = ${from.id}::uuid
      RETURNING id, deleted_at
    ), audited AS (
      INSERT INTO audit_entries (actor_kind, actor_id, actor_name, action, entity_type, entity_id, tenant_id, before, after, request_id)
      SELECT ${actor.kind}, ${actorId}::uuid, ${actor.name}, 'mailbox.update', 'mailbox', id::text, ${from.tenantId},
        jsonb_build_object('profile', ${from.name}::text), jsonb_build_object('profile', ${to.name}::text), ${requestId ?? null}
      FROM moved
    )
    SELECT count(*) AS moved FROM moved WHERE deleted_at IS NULL`
  return Number(row?.moved ?? 0)
}
