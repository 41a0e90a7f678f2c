import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import type { StoredChange } from '../bulk-schema'
import { type MailboxSetting, mailboxLimits, mailboxSettings } from '../vocabulary'
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
  if (change.kind === 'delete' || change.kind === 'restore') return []
  return mailboxSettings.flatMap((setting) => {
    const column = settingColumns[setting]
    if (change.kind === 'undo') {
      if (!change.settings.includes(setting)) return []
      return [{ setting, column, value: Prisma.sql`(m.wanted ->> ${setting}::text)${casts[setting]}` }]
    }
    const values = change.kind === 'edit' ? change.values : { profileId: change.replacementId }
    const value = values[setting]
    return value === undefined ? [] : [{ setting, column, value: Prisma.sql`${value}${casts[setting]}` }]
  })
}

type Deed = 'edit' | 'move' | 'delete' | 'restore'

const opposites: Readonly<Record<Deed, Deed>> = { edit: 'edit', move: 'move', delete: 'restore', restore: 'delete' }

/** What is done to the row itself: an undone deletion is a restoration. A `move` is an edit that deleted mailboxes take part in. */
export function deedOf(change: StoredChange): Deed {
  if (change.kind === 'undo') return opposites[change.deed]
  return change.kind === 'replace-profile' ? 'move' : change.kind
}

function judgeEdit(changes: readonly SettingChange[], deed: 'edit' | 'move'): Prisma.Sql {
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
  const deleted = deed === 'edit' ? Prisma.sql`WHEN m.deleted_at IS NOT NULL THEN 'is-deleted'` : Prisma.empty
  return Prisma.sql`CASE ${deleted}
    WHEN ${same.length === 0 ? Prisma.sql`TRUE` : Prisma.join(same, ' AND ')} THEN 'alike' ${silent} ${orphan} ELSE 'changed' END`
}

/** `isRestorable` of model.ts, the other way round. */
const isTooLate = Prisma.sql`m.deleted_at <= clock_timestamp() - make_interval(days => ${mailboxLimits.restorableDays}::int)`

/** Of several deleted mailboxes with one number the first in order gets it. An undo has days of its own, and the sweep waits for them. */
function judgeRestore(tooLate: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN m.deleted_at IS NULL THEN 'alike'
    WHEN ${tooLate} THEN 'too-late'
    WHEN row_number() OVER (PARTITION BY m.number, m.deleted_at IS NULL, ${tooLate} ORDER BY m.id) > 1 OR EXISTS (
      SELECT 1 FROM mailboxes other WHERE other.tenant_id = m.tenant_id AND other.number COLLATE "C" = m.number COLLATE "C"
        AND other.deleted_at IS NULL) THEN 'number-taken'
    ELSE 'changed' END`
}

/** What becomes of a row, as a word of `bulkOutcomes`. */
export function judgement(change: StoredChange): Prisma.Sql {
  if (change.kind === 'replace-profile') {
    return Prisma.sql`CASE WHEN m.profile_id IS DISTINCT FROM ${change.profileId}::uuid THEN 'changed-since' ELSE 'changed' END`
  }
  const deed = deedOf(change)
  switch (deed) {
    case 'edit':
    case 'move':
      return judgeEdit(settingChanges(change), deed)
    case 'delete':
      return Prisma.sql`CASE WHEN m.deleted_at IS NOT NULL THEN 'alike' ELSE 'changed' END`
    case 'restore':
      return judgeRestore(change.kind === 'undo' ? Prisma.sql`FALSE` : isTooLate)
  }
}

/** The SET list that does it. */
export function assignments(change: StoredChange): Prisma.Sql {
  const deleted = { delete: Prisma.sql`now()`, restore: Prisma.sql`NULL` }
  const deed = deedOf(change)
  const own =
    deed === 'edit' || deed === 'move'
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
  return deed === 'edit' || deed === 'move' ? 'mailbox.update' : `mailbox.${deed}`
}

/**
 * Whether somebody changed the row after it was put on the list, so that it is left alone. Not asked where a profile is replaced: whatever
 * else became of a mailbox, it cannot keep a profile that goes. What an undo finds as it wants it, it need not leave alone: an earlier undo
 * that was stopped may have been there.
 */
export function isChangedSince(change: StoredChange): Prisma.Sql {
  if (change.kind === 'replace-profile') return Prisma.sql`FALSE`
  if (change.kind === 'undo') return Prisma.sql`m.version <> m.expected AND (${judgement(change)}) <> 'alike'`
  return Prisma.sql`m.version <> m.expected`
}
