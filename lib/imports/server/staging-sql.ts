import 'server-only'
import { copyCell } from '@/lib/db/bulk-connection'
import { givenBit, givenBits, givenFields } from '../given-fields'
import type { ReadRow } from '../read-row'

/** As they are read; gone with the transaction. */
export const createLines = `
  CREATE TEMPORARY TABLE import_lines (
    row int NOT NULL, line int NOT NULL, number text COLLATE "C", action text, given int NOT NULL, type text, owner text,
    active_greeting_type text, output_phone_number text, locale text, time_zone text, max_message_count int,
    max_duration_seconds int, profile_name text, refusals jsonb) ON COMMIT DROP`

export const copyLines = 'COPY import_lines FROM STDIN'

/** A row as a line of COPY, in the order of the table's columns. */
export function copyLine(read: ReadRow): string {
  const { row, line, change } = read
  if (!change) {
    const nothing = '\t\\N'.repeat(9)
    return `${row}\t${line}\t${copyCell(read.number)}\t\\N\t0${nothing}\t${copyCell(JSON.stringify(read.refusals))}\n`
  }
  const values = givenFields.map(({ field }) => copyCell(change[field] ?? null))
  return `${row}\t${line}\t${change.number}\t${change.action}\t${givenBits(change)}\t${values.join('\t')}\t\\N\n`
}

/** Numbers that several rows have, and the first of these rows. */
export const createRepeated = `
  CREATE TEMPORARY TABLE import_repeated ON COMMIT DROP AS
    SELECT number, min(row) AS first_row FROM import_lines WHERE number IS NOT NULL GROUP BY number HAVING count(*) > 1`

/**
 * Profiles by name, in lower case: those of the tenant ($1), names of the file that a person gave one ($2, as JSON), and names of earlier
 * files.
 */
export const createProfiles = `
  CREATE TEMPORARY TABLE import_profiles ON COMMIT DROP AS
    SELECT DISTINCT ON (name) name, id FROM (
      SELECT lower(name) AS name, id, 1 AS rank FROM voicemail_profiles WHERE tenant_id = $1
      UNION ALL
      SELECT lower(chosen.key), p.id, 2 FROM jsonb_each_text($2::jsonb) AS chosen
        JOIN voicemail_profiles p ON p.tenant_id = $1 AND p.id::text = chosen.value
      UNION ALL
      SELECT key, profile_id, 3 FROM import_mappings WHERE tenant_id = $1 AND kind = 'profile') AS names
    ORDER BY name, rank`

const alike = givenFields
  .map(({ field, column }) => {
    const wanted = field === 'profile' ? 'p.id' : `l.${column}`
    return `(l.given & ${givenBit(field)} = 0 OR ${wanted} IS NOT DISTINCT FROM m.${column})`
  })
  .join(' AND ')

const hasAudio = `EXISTS (SELECT 1 FROM greetings g WHERE g.mailbox_id = m.id AND g.type = l.active_greeting_type
  AND g.current_version_id IS NOT NULL)`

/** What speaks against a row that was read well: the first fault, with the field that it lies in. */
const judged = `CASE
  WHEN l.refusals IS NOT NULL THEN NULL
  WHEN r.first_row < l.row THEN 'duplicate-in-file'
  WHEN m.id IS NOT NULL AND l.action = 'create' THEN 'already-exists'
  WHEN m.id IS NULL AND l.action IN ('modify', 'delete') THEN 'does-not-exist'
  WHEN l.action = 'delete' THEN NULL
  WHEN l.profile_name IS NOT NULL AND p.id IS NULL THEN 'profile-unknown'
  WHEN m.id IS NULL AND l.owner IS NULL AND $4::text IS NULL THEN 'owner-missing'
  WHEN l.active_greeting_type <> 'standard' AND l.active_greeting_type IS DISTINCT FROM m.active_greeting_type
    AND NOT ${hasAudio} THEN 'greeting-without-audio'
  END`

/**
 * Judges every line against the tenant's mailboxes. A new mailbox is given a type and an owner also where the row names none. $1 tenant, $2 import, $3 the headers by field (JSON), $4 owner of new mailboxes.
 */
export const insertRows = `
  INSERT INTO mailbox_import_rows (import_id, row, line, number, action, given, type, owner, active_greeting_type, output_phone_number,
    locale, time_zone, max_message_count, max_duration_seconds, profile_name, profile_id, outcome, refusals, mailbox_id, version)
  SELECT $2, l.row, l.line, l.number, l.action,
    CASE WHEN m.id IS NULL AND l.refusals IS NULL THEN l.given | ${givenBit('type')} | CASE WHEN $4::text IS NULL THEN 0 ELSE ${givenBit('owner')} END
      ELSE l.given END,
    CASE WHEN m.id IS NULL AND l.refusals IS NULL THEN coalesce(l.type, 'agent') ELSE l.type END,
    CASE WHEN m.id IS NULL THEN coalesce(l.owner, $4) ELSE l.owner END,
    l.active_greeting_type, l.output_phone_number, l.locale, l.time_zone, l.max_message_count, l.max_duration_seconds, l.profile_name, p.id,
    CASE WHEN l.refusals IS NOT NULL OR j.code IS NOT NULL THEN 'refused'
      WHEN l.action = 'delete' THEN 'delete'
      WHEN m.id IS NULL THEN 'create'
      WHEN ${alike} THEN 'unchanged' ELSE 'change' END,
    CASE WHEN j.code IS NULL THEN l.refusals ELSE jsonb_build_array(jsonb_build_object('code', j.code, 'field', j.field,
      'column', $3::jsonb ->> j.field, 'value', coalesce(j.value, ''))) END,
    m.id, m.version
  FROM import_lines l
    LEFT JOIN import_repeated r ON r.number = l.number
    LEFT JOIN mailboxes m ON m.tenant_id = $1 AND m.number COLLATE "C" = l.number AND m.deleted_at IS NULL
    LEFT JOIN import_profiles p ON p.name = lower(l.profile_name)
    CROSS JOIN LATERAL (SELECT ${judged} AS code) AS c
    CROSS JOIN LATERAL (SELECT c.code,
      CASE c.code WHEN 'profile-unknown' THEN 'profile' WHEN 'owner-missing' THEN 'owner'
        WHEN 'greeting-without-audio' THEN 'activeGreetingType' WHEN NULL THEN NULL ELSE 'number' END AS field,
      CASE c.code WHEN 'profile-unknown' THEN l.profile_name WHEN 'owner-missing' THEN ''
        WHEN 'greeting-without-audio' THEN l.active_greeting_type ELSE l.number END AS value) AS j
  ORDER BY l.row`
