import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { auditedMailboxSql } from '@/lib/mailboxes/audit-model'
import { givenBit, givenFields } from '../given-fields'

/** Rows in one transaction: their mailboxes are locked for a fraction of a second, and a pause waits no longer than that. */
export const batchRows = 2000

const column = (name: string) => Prisma.raw(`"${name}"`)

/** What an undo gives back. */
const kept = Prisma.sql`jsonb_build_object(${Prisma.join(
  givenFields.map(({ column: name }) => Prisma.sql`${name}::text, m.${column(name)}`),
  ', ',
)})`

export type Author = { actorId: string | null; actorName: string; importId: string }

function audit({ actorId, actorName, importId }: Author, rows: Prisma.Sql): Prisma.Sql {
  const actor = actorId ? Prisma.sql`'user', ${actorId}::uuid` : Prisma.sql`'system', NULL::uuid`
  return Prisma.sql`INSERT INTO audit_entries
      (actor_kind, actor_id, actor_name, action, entity_type, entity_id, tenant_id, request_id, before, after)
    SELECT ${actor}, ${actorName}, action, 'mailbox', id, tenant_id, ${importId}, before, after FROM (${rows}) AS changed ORDER BY id`
}

const assignments = Prisma.join(
  givenFields.map(
    ({ field, column: name }) =>
      Prisma.sql`${column(name)} = CASE WHEN m.outcome = 'change' AND m.given & ${givenBit(field)}::int <> 0 THEN m.${column(`new_${name}`)}
        ELSE mailboxes.${column(name)} END`,
  ),
  ', ',
)
const wanted = Prisma.join(
  givenFields.map(({ column: name }) => Prisma.sql`b.${column(name)} AS ${column(`new_${name}`)}`),
  ', ',
)
const columns = Prisma.join(
  givenFields.map(({ column: name }) => column(name)),
  ', ',
)
const created = Prisma.join(
  givenFields.map(({ column: name }) => (name === 'type' ? Prisma.sql`coalesce(type, 'agent')` : column(name))),
  ', ',
)
/** Said by what it is not: the planner then reads the rows in order, instead of sorting all that are left for every batch. */
const pendingOutcome = Prisma.sql`r.outcome NOT IN ('unchanged', 'refused')`
const profileGone = (id: Prisma.Sql, tenantId: string) =>
  Prisma.sql`${id} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voicemail_profiles p WHERE p.tenant_id = ${tenantId} AND p.id = ${id})`

/**
 * One batch in one statement: lock the mailboxes, judge them again, create, change, delete, audit, and note each row's result, so that none
 * of these exists without the others. Gives the number of rows by result, and the last row.
 */
export function applyStatement(author: Author, tenantId: string, after: number): Prisma.Sql {
  const { importId } = author
  return Prisma.sql`
    WITH batch AS MATERIALIZED (
      SELECT r.*, ${profileGone(Prisma.sql`r.profile_id`, tenantId)} AS profile_gone FROM mailbox_import_rows r
      WHERE r.import_id = ${importId}::uuid AND r.row > ${after} AND ${pendingOutcome}
      ORDER BY r.row LIMIT ${batchRows}),
    locked AS MATERIALIZED (
      SELECT mailboxes.*, b.row, b.outcome, b.given, b.version AS expected, b.profile_gone, ${wanted}
      FROM batch b JOIN mailboxes ON mailboxes.id = b.mailbox_id WHERE b.outcome <> 'create' ORDER BY mailboxes.id FOR UPDATE OF mailboxes),
    judged AS MATERIALIZED (
      SELECT m.*, CASE WHEN m.deleted_at IS NOT NULL THEN 'deleted-since-check' WHEN m.version <> m.expected THEN 'changed-since-check'
        WHEN m.profile_gone THEN 'profile-deleted-since-check'
        WHEN m.outcome = 'change' AND m.new_active_greeting_type <> 'standard' AND m.new_active_greeting_type IS DISTINCT FROM m.active_greeting_type
          AND NOT EXISTS (SELECT 1 FROM greetings g WHERE g.mailbox_id = m.id AND g.type = m.new_active_greeting_type
            AND g.current_version_id IS NOT NULL) THEN 'greeting-without-audio'
        ELSE 'applied' END AS result
      FROM locked m),
    edited AS (
      UPDATE mailboxes SET ${assignments}, deleted_at = CASE WHEN m.outcome = 'delete' THEN clock_timestamp() END,
        updated_at = clock_timestamp(), version = mailboxes.version + 1
      FROM judged m WHERE mailboxes.id = m.id AND m.result = 'applied' RETURNING mailboxes.*),
    added AS (
      INSERT INTO mailboxes (id, tenant_id, number, ${columns}, created_at, updated_at)
      SELECT gen_random_uuid(), ${tenantId}, number, ${created}, clock_timestamp(), clock_timestamp()
      FROM batch WHERE outcome = 'create' AND NOT profile_gone ORDER BY number
      ON CONFLICT (tenant_id, number COLLATE "C") WHERE deleted_at IS NULL DO NOTHING RETURNING mailboxes.*),
    audited AS (${audit(
      author,
      Prisma.sql`SELECT CASE WHEN m.outcome = 'delete' THEN 'mailbox.delete' ELSE 'mailbox.update' END AS action, edited.id::text AS id,
          edited.tenant_id, ${Prisma.raw(auditedMailboxSql('m'))} AS before, ${Prisma.raw(auditedMailboxSql('edited'))} AS after
        FROM edited JOIN judged m ON m.id = edited.id
        UNION ALL SELECT 'mailbox.create', added.id::text, added.tenant_id, NULL, ${Prisma.raw(auditedMailboxSql('added'))} FROM added`,
    )}),
    results AS MATERIALIZED (
      SELECT b.row, coalesce(m.id, added.id, b.mailbox_id) AS mailbox_id,
        CASE WHEN b.outcome <> 'create' THEN coalesce(m.result, 'deleted-since-check') WHEN added.id IS NOT NULL THEN 'applied'
          WHEN b.profile_gone THEN 'profile-deleted-since-check' ELSE 'created-since-check' END AS result,
        CASE WHEN m.result = 'applied' THEN ${kept} END AS before,
        CASE WHEN m.result = 'applied' THEN m.version + 1 WHEN added.id IS NOT NULL THEN added.version END AS applied_version
      FROM batch b LEFT JOIN judged m ON m.row = b.row LEFT JOIN added ON added.number = b.number AND b.outcome = 'create'),
    noted AS (
      UPDATE mailbox_import_rows target SET result = r.result,
        outcome = CASE r.result WHEN 'applied' THEN target.outcome ELSE 'refused' END,
        before = r.before, applied_version = r.applied_version, mailbox_id = r.mailbox_id
      FROM results r WHERE target.import_id = ${importId}::uuid AND target.row = r.row)
    SELECT result AS word, count(*)::int AS count, max(row) AS "lastRow" FROM results GROUP BY 1`
}

const restored = Prisma.join(
  givenFields.map(
    ({ column: name, cast }) =>
      Prisma.sql`${column(name)} = CASE WHEN m.before IS NULL THEN mailboxes.${column(name)} ELSE (m.before ->> ${name}::text)${Prisma.raw(`::${cast}`)} END`,
  ),
  ', ',
)

/**
 * One batch taken back, from the end of the file on: what was created is deleted, what was changed or deleted gets back what it had. A
 * mailbox that somebody changed since is left alone and noted, unless `overwrite`.
 */
export function revertStatement(author: Author, tenantId: string, before: number, overwrite: boolean): Prisma.Sql {
  const { importId } = author
  const pending = overwrite
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
        WHEN ${profileGone(Prisma.sql`(m.before ->> 'profile_id')::uuid`, tenantId)} THEN 'profile-gone'
        ELSE 'reverted' END AS reversal
      FROM locked m),
    edited AS (
      UPDATE mailboxes SET ${restored}, deleted_at = CASE WHEN m.outcome = 'create' THEN coalesce(m.deleted_at, clock_timestamp()) END,
        updated_at = clock_timestamp(), version = mailboxes.version + 1
      FROM judged m WHERE mailboxes.id = m.id AND m.reversal = 'reverted' RETURNING mailboxes.*),
    audited AS (${audit(
      author,
      Prisma.sql`SELECT CASE m.outcome WHEN 'create' THEN 'mailbox.delete' WHEN 'delete' THEN 'mailbox.restore' ELSE 'mailbox.update' END AS action,
          edited.id::text AS id, edited.tenant_id, ${Prisma.raw(auditedMailboxSql('m'))} AS before, ${Prisma.raw(auditedMailboxSql('edited'))} AS after
        FROM edited JOIN judged m ON m.id = edited.id`,
    )}),
    noted AS (
      UPDATE mailbox_import_rows target SET reversal = coalesce(m.reversal, 'mailbox-gone')
      FROM batch b LEFT JOIN judged m ON m.row = b.row WHERE target.import_id = ${importId}::uuid AND target.row = b.row)
    SELECT coalesce(m.reversal, 'mailbox-gone') AS word, count(*)::int AS count, min(b.row) AS "lastRow"
    FROM batch b LEFT JOIN judged m ON m.row = b.row GROUP BY 1`
}
