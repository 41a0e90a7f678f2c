import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { auditedMailboxSql } from '@/lib/mailboxes/audit-model'
import { givenBit, givenFields } from '../given-fields'

/** Rows in one transaction: their mailboxes are locked for a fraction of a second, and a pause waits no longer than that. */
export const batchRows = 2000

export const column = (name: string) => Prisma.raw(`"${name}"`)

/** What an undo gives back. */
const kept = Prisma.sql`ARRAY[${Prisma.join(
  givenFields.map(({ column: name }) => Prisma.sql`m.${column(name)}::text`),
  ', ',
)}]`

export type Author = { actorId: string | null; actorName: string; importId: string }

export function auditSql({ actorId, actorName, importId }: Author, rows: Prisma.Sql): Prisma.Sql {
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
/** As everywhere else, ids of new mailboxes grow with time (RFC 9562, version 7), so that indexes grow at their end and not all over. */
const newId = Prisma.sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING
  substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid`
/** As the database gives it to what is new. */
const firstVersion = Prisma.sql`1::int`
/** Said by what it is not: the planner then reads the rows in order, instead of sorting all that are left for every batch. */
export const pendingOutcome = Prisma.sql`r.outcome NOT IN ('unchanged', 'refused')`
export const profileGone = (id: Prisma.Sql, tenantId: string) =>
  Prisma.sql`${id} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voicemail_profiles p WHERE p.tenant_id = ${tenantId} AND p.id = ${id})`

/**
 * One batch in one statement: lock the mailboxes, judge them again, create, change, delete, audit, and note each row's result, so that none
 * of these exists without the others. Gives the number of rows by result, and the last row.
 *
 * The parts are never joined with each other: where the planner expects one row of a batch, it would compare all of one with all of the
 * other. Each hands on what the next one needs; what remains is asked with IN, which is answered from a hash; tables are found by whole keys.
 */
export function applyStatement(author: Author, tenantId: string, after: number): Prisma.Sql {
  const { importId } = author
  return Prisma.sql`
    WITH batch AS MATERIALIZED (
      SELECT r.*, ${profileGone(Prisma.sql`r.profile_id`, tenantId)} AS profile_gone, CASE r.outcome WHEN 'create' THEN ${newId} END AS new_id
      FROM mailbox_import_rows r
      WHERE r.import_id = ${importId}::uuid AND r.row > ${after} AND ${pendingOutcome}
      ORDER BY r.row LIMIT ${batchRows}),
    locked AS MATERIALIZED (
      SELECT mailboxes.*, b.import_id, b.row, b.outcome, b.given, b.version AS expected, b.profile_gone, ${wanted}
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
      FROM judged m WHERE mailboxes.id = m.id AND m.result = 'applied' RETURNING mailboxes.id::text AS id, mailboxes.tenant_id,
        CASE WHEN m.outcome = 'delete' THEN 'mailbox.delete' ELSE 'mailbox.update' END AS action,
        ${Prisma.raw(auditedMailboxSql('m'))} AS before, ${Prisma.raw(auditedMailboxSql('mailboxes'))} AS after),
    added AS (
      INSERT INTO mailboxes (id, tenant_id, number, ${columns}, created_at, updated_at)
      SELECT new_id, ${tenantId}, number, ${created}, clock_timestamp(), clock_timestamp()
      FROM batch WHERE outcome = 'create' AND NOT profile_gone ORDER BY number
      ON CONFLICT (tenant_id, number COLLATE "C") WHERE deleted_at IS NULL DO NOTHING RETURNING mailboxes.*),
    audited AS (${auditSql(
      author,
      Prisma.sql`SELECT action, id, tenant_id, before, after FROM edited
        UNION ALL SELECT 'mailbox.create', added.id::text, added.tenant_id, NULL, ${Prisma.raw(auditedMailboxSql('added'))} FROM added`,
    )}),
    created AS MATERIALIZED (SELECT b.*, b.new_id IN (SELECT id FROM added) AS is_new FROM batch b WHERE outcome = 'create'),
    results AS MATERIALIZED (
      SELECT m.import_id, m.row, m.id AS mailbox_id, m.result, CASE m.result WHEN 'applied' THEN ${kept} END AS before,
        CASE m.result WHEN 'applied' THEN m.version + 1 END AS applied_version FROM judged m
      UNION ALL SELECT import_id, row, CASE WHEN is_new THEN new_id END,
        CASE WHEN is_new THEN 'applied' WHEN profile_gone THEN 'profile-deleted-since-check' ELSE 'created-since-check' END, NULL,
        CASE WHEN is_new THEN ${firstVersion} END FROM created
      UNION ALL SELECT import_id, row, mailbox_id, 'deleted-since-check', NULL, NULL FROM batch
        WHERE outcome <> 'create' AND row NOT IN (SELECT row FROM judged)),
    noted AS (
      UPDATE mailbox_import_rows target SET result = r.result,
        outcome = CASE r.result WHEN 'applied' THEN target.outcome ELSE 'refused' END,
        before = r.before, applied_version = r.applied_version, mailbox_id = r.mailbox_id
      FROM results r WHERE target.import_id = r.import_id AND target.row = r.row)
    SELECT result AS word, count(*)::int AS count, max(row) AS "lastRow" FROM results GROUP BY 1`
}

/** Rows that needed no change, looked at in one statement. */
export const recheckRows = 50_000

/**
 * Rows after `after` that needed no change, looked at once more: one whose mailbox was changed or deleted since the check is a conflict
 * like any other. Nothing is locked, as nothing is changed. Gives the number of conflicts by result.
 */
export function recheckStatement(importId: string, after: number): Prisma.Sql {
  return Prisma.sql`
    WITH stale AS MATERIALIZED (
      SELECT r.import_id, r.row, CASE WHEN m.id IS NULL OR m.deleted_at IS NOT NULL THEN 'deleted-since-check' ELSE 'changed-since-check' END AS result
      FROM mailbox_import_rows r LEFT JOIN mailboxes m ON m.id = r.mailbox_id
      WHERE r.import_id = ${importId}::uuid AND r.outcome = 'unchanged' AND r.row > ${after} AND r.row <= ${after + recheckRows}
        AND (m.id IS NULL OR m.deleted_at IS NOT NULL OR m.version <> r.version)),
    noted AS (
      UPDATE mailbox_import_rows target SET outcome = 'refused', result = s.result
      FROM stale s WHERE target.import_id = s.import_id AND target.row = s.row)
    SELECT result AS word, count(*)::int AS count, max(row) AS "lastRow" FROM stale GROUP BY 1`
}
