import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { auditedMailboxSql } from '@/lib/mailboxes/audit-model'
import { givenFields, keptSql } from '../given-fields'
import { retriedReversals } from '../vocabulary'
import { type Author, auditSql, batchRows, column, pendingOutcome, profileGone } from './apply-sql'

const restored = Prisma.join(
  givenFields.map(
    ({ column: name, field }) =>
      Prisma.sql`${column(name)} = CASE WHEN m.before IS NULL THEN mailboxes.${column(name)} ELSE ${Prisma.raw(keptSql(field, 'm.before'))} END`,
  ),
  ', ',
)

const keptGreeting = Prisma.raw(keptSql('activeGreetingType', 'm.before'))

/** A recording is no change of the mailbox's row, but it would go with a mailbox that the import made. */
const spokenSince = Prisma.sql`(m.outcome = 'create' AND m.deleted_at IS NULL AND EXISTS (
  SELECT 1 FROM greetings g WHERE g.mailbox_id = m.id AND g.current_version_id IS NOT NULL))`

type Which = { overwrite: boolean; rows: readonly number[] }

/**
 * One batch taken back, from the end of the file on: what was created is deleted, what was changed or deleted gets back what it had. A
 * mailbox that somebody changed since is left alone and noted, unless `overwrite`. With `rows`, only these, whoever changed them since. Put
 * together as `applyStatement` is, so that it takes as long whatever the planner expects.
 */
export function revertStatement(author: Author, tenantId: string, before: number, which: Which): Prisma.Sql {
  const { importId } = author
  const overwrite = which.overwrite || which.rows.length > 0
  const pending =
    which.rows.length > 0
      ? Prisma.sql`row = ANY(${[...which.rows]}::int[]) AND reversal = ANY(${[...retriedReversals]}::text[])`
      : which.overwrite
        ? Prisma.sql`(reversal IS NULL OR reversal = 'changed-since-import')`
        : Prisma.sql`reversal IS NULL`
  return Prisma.sql`
    WITH batch AS MATERIALIZED (
      SELECT * FROM mailbox_import_rows r WHERE import_id = ${importId}::uuid AND row < ${before}
        AND ${pendingOutcome} AND result = 'applied' AND ${pending}
      ORDER BY row DESC LIMIT ${batchRows}),
    locked AS MATERIALIZED (
      SELECT mailboxes.*, b.import_id, b.row, b.outcome, b.before, b.applied_version
      FROM batch b JOIN mailboxes ON mailboxes.id = b.mailbox_id ORDER BY mailboxes.id FOR UPDATE OF mailboxes),
    judged AS MATERIALIZED (
      SELECT m.*, CASE WHEN NOT ${overwrite} AND (m.version <> m.applied_version OR ${spokenSince}) THEN 'changed-since-import'
        WHEN m.outcome <> 'create' AND m.deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM mailboxes other
          WHERE other.tenant_id = m.tenant_id AND other.number COLLATE "C" = m.number COLLATE "C" AND other.deleted_at IS NULL) THEN 'number-taken'
        WHEN ${profileGone(Prisma.raw(keptSql('profile', 'm.before')), tenantId)} THEN 'profile-gone'
        WHEN ${keptGreeting} <> 'standard' AND ${keptGreeting} IS DISTINCT FROM m.active_greeting_type AND NOT EXISTS (SELECT 1 FROM greetings g
          WHERE g.mailbox_id = m.id AND g.type = ${keptGreeting} AND g.current_version_id IS NOT NULL) THEN 'greeting-gone'
        ELSE 'reverted' END AS reversal
      FROM locked m),
    edited AS (
      UPDATE mailboxes SET ${restored}, deleted_at = CASE WHEN m.outcome = 'create' THEN coalesce(m.deleted_at, clock_timestamp()) END,
        updated_at = clock_timestamp(), version = mailboxes.version + 1
      FROM judged m WHERE mailboxes.id = m.id AND m.reversal = 'reverted' RETURNING mailboxes.id::text AS id, mailboxes.tenant_id,
        CASE m.outcome WHEN 'create' THEN 'mailbox.delete' WHEN 'delete' THEN 'mailbox.restore' ELSE 'mailbox.update' END AS action,
        ${Prisma.raw(auditedMailboxSql('m'))} AS before, ${Prisma.raw(auditedMailboxSql('mailboxes'))} AS after),
    audited AS (${auditSql(author, Prisma.sql`SELECT action, id, tenant_id, before, after FROM edited`)}),
    results AS MATERIALIZED (
      SELECT import_id, row, reversal FROM judged
      UNION ALL SELECT import_id, row, 'mailbox-gone' FROM batch WHERE row NOT IN (SELECT row FROM judged)),
    noted AS (
      UPDATE mailbox_import_rows target SET reversal = r.reversal FROM results r WHERE target.import_id = r.import_id AND target.row = r.row)
    SELECT reversal AS word, count(*)::int AS count, min(row) AS "lastRow" FROM results GROUP BY 1`
}
