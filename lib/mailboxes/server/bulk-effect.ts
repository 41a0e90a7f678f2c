import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import type { StoredChange } from '../bulk-schema'
import { type MailboxSetting, mailboxSettings } from '../vocabulary'
import { hasGreetingAudio } from './require-greeting'
import { settingColumns } from './where'

/**
 * The rules of a bulk edit as SQL, so that a preview and the deed judge alike. In all of them `m` is a row of `mailboxes`, and for an
 * undo `m.wanted` is what its target gets back.
 */

const casts: Readonly<Record<MailboxSetting, Prisma.Sql>> = {
  maxMessageCount: Prisma.sql`::int`,
  activeGreetingType: Prisma.sql`::text`,
  maxDurationSeconds: Prisma.sql`::int`,
  outputPhoneNumber: Prisma.sql`::text`,
  profileId: Prisma.sql`::uuid`,
  locale: Prisma.sql`::text`,
  timeZone: Prisma.sql`::text`,
}

export type SettingChange = { setting: MailboxSetting; column: Prisma.Sql; value: Prisma.Sql }

/** Which settings get which value, in the order of the form. */
export function settingChanges(change: StoredChange): SettingChange[] {
  if (change.kind !== 'edit' && change.kind !== 'undo') return []
  return mailboxSettings.flatMap((setting) => {
    const column = settingColumns[setting]
    if (change.kind === 'undo') {
      if (!change.settings.includes(setting)) return []
      return [{ setting, column, value: Prisma.sql`(m.wanted ->> ${setting}::text)${casts[setting]}` }]
    }
    const value = change.values[setting]
    return value === undefined ? [] : [{ setting, column, value: Prisma.sql`${value}${casts[setting]}` }]
  })
}

/** What is done to the row itself: an undone deletion is a restoration. */
export function deedOf(change: StoredChange): 'edit' | 'delete' | 'restore' {
  if (change.kind !== 'undo') return change.kind
  return change.deed === 'edit' ? 'edit' : change.deed === 'delete' ? 'restore' : 'delete'
}

function judgeEdit(changes: readonly SettingChange[]): Prisma.Sql {
  const same = changes.map(({ column, value }) => Prisma.sql`m.${column} IS NOT DISTINCT FROM ${value}`)
  const greeting = changes.find(({ setting }) => setting === 'activeGreetingType')
  const silent = greeting
    ? Prisma.sql`WHEN ${greeting.value} <> 'standard' AND NOT ${hasGreetingAudio(Prisma.sql`m.id`, greeting.value)} THEN 'no-audio'`
    : Prisma.empty
  const profile = changes.find(({ setting }) => setting === 'profileId')
  const orphan = profile
    ? Prisma.sql`WHEN ${profile.value} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voicemail_profiles p
        WHERE p.tenant_id = m.tenant_id AND p.id = ${profile.value}) THEN 'no-profile'`
    : Prisma.empty
  return Prisma.sql`CASE WHEN m.deleted_at IS NOT NULL THEN 'is-deleted'
    WHEN ${same.length === 0 ? Prisma.sql`TRUE` : Prisma.join(same, ' AND ')} THEN 'alike' ${silent} ${orphan} ELSE 'changed' END`
}

/** Of several deleted mailboxes with one number the first in order gets it. */
const judgeRestore = Prisma.sql`CASE WHEN m.deleted_at IS NULL THEN 'alike'
  WHEN row_number() OVER (PARTITION BY m.number, m.deleted_at IS NULL ORDER BY m.id) > 1 OR EXISTS (
    SELECT 1 FROM mailboxes other WHERE other.tenant_id = m.tenant_id AND other.number COLLATE "C" = m.number COLLATE "C"
      AND other.deleted_at IS NULL) THEN 'number-taken'
  ELSE 'changed' END`

/** What becomes of a row, as a word of `bulkOutcomes`. */
export function judgement(change: StoredChange): Prisma.Sql {
  switch (deedOf(change)) {
    case 'edit':
      return judgeEdit(settingChanges(change))
    case 'delete':
      return Prisma.sql`CASE WHEN m.deleted_at IS NOT NULL THEN 'alike' ELSE 'changed' END`
    case 'restore':
      return judgeRestore
  }
}

/** The SET list that does it. */
export function assignments(change: StoredChange): Prisma.Sql {
  const deleted = { delete: Prisma.sql`now()`, restore: Prisma.sql`NULL` }
  const deed = deedOf(change)
  const own =
    deed === 'edit'
      ? settingChanges(change).map(({ column, value }) => Prisma.sql`${column} = ${value}`)
      : [Prisma.sql`deleted_at = ${deleted[deed]}`]
  // The clock and not the transaction's beginning: a preview of a moment ago must not look younger than this change.
  return Prisma.join(
    [...own, Prisma.sql`updated_at = clock_timestamp()`, Prisma.sql`version = mailboxes.version + 1`],
    ', ',
  )
}

/** The changed settings of a row as they are, to be given back by an undo. */
export function keptSettings(change: StoredChange): Prisma.Sql {
  const pairs = settingChanges(change).map(({ setting, column }) => Prisma.sql`${setting}::text, m.${column}`)
  return pairs.length === 0 ? Prisma.sql`NULL::jsonb` : Prisma.sql`jsonb_build_object(${Prisma.join(pairs, ', ')})`
}

/** The audit log's word for it. */
export function auditedAction(change: StoredChange): 'mailbox.update' | 'mailbox.delete' | 'mailbox.restore' {
  const deed = deedOf(change)
  return deed === 'edit' ? 'mailbox.update' : `mailbox.${deed}`
}
