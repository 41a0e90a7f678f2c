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

type Which = { overwrite: boolean; rows: readonly number[] }

/**
 * One batch taken back, from the end of the file on: what was created is deleted, what was changed or deleted gets back what it had. A
 * mailbox that somebody changed since is left alone and noted, unless `overwrite`. With `rows`, only these, whoever changed them since.
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
      SELECT mailboxes.*, b.row, b.outcome, b.before, b.applied_version
      FROM batch b JOIN mailboxes ON mailboxes.id = b.mailbox_id ORDER BY mailboxes.id FOR UPDATE OF mailboxes),
    judged AS MATERIALIZED (
      SELECT m.*, CASE WHEN m.version <> m.applied_version AND NOT ${overwrite} THEN 'changed-since-import'
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
      FROM judged m WHERE mailboxes.id = m.id AND m.reversal = 'reverted' RETURNING mailboxes.*),
    audited AS (${auditSql(
      author,
      Prisma.sql`SELECT CASE m.outcome WHEN 'create' THEN 'mailbox.delete' WHEN 'delete' THEN 'mailbox.restore' ELSE 'mailbox.update' END AS action,
          edited.id::text AS id, edited.tenant_id, ${Prisma.raw(auditedMailboxSql('m'))} AS before, ${Prisma.raw(auditedMailboxSql('edited'))} AS after
        FROM edited JOIN judged m ON m.id = edited.id`,
    )}),
    noted AS (
      UPDATE mailbox_import_rows target SET reversal = coalesce(m.reversal, 'mailbox-gone')
      FROM batch b LEFT JOIN judged m ON m.row = b.row WHERE target.import_id = ${importId}::uuid AND target.row = b.row
        AND target.row BETWEEN (SELECT min(row) FROM batch) AND (SELECT max(row) FROM batch))
    SELECT coalesce(m.reversal, 'mailbox-gone') AS word, count(*)::int AS count, min(b.row) AS "lastRow"
    FROM batch b LEFT JOIN judged m ON m.row = b.row GROUP BY 1`
}
