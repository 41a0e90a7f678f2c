import { type AuditChange, changedFields, type JsonValue } from '@/lib/audit/model'
import type { AuditAction, AuditEntityType, AuditEntry } from '@/lib/audit/schema'
import { auditActions, auditEntityTypes } from '@/lib/audit/vocabulary'

const actionLabels: Readonly<Record<AuditAction, string>> = {
  'session.sign-in': 'Signed in',
  'session.sign-in-failure': 'Failed to sign in',
  'session.lockout': 'Was locked out',
  'session.sign-out': 'Signed out',
  'user.create': 'Added account',
  'user.update': 'Changed account',
  'user.disable': 'Disabled account',
  'user.enable': 'Enabled account',
  'user.reset-password': 'Reset password',
  'user.change-password': 'Changed own password',
  'user.change-password-failure': 'Failed to change own password',
  'tenant.create': 'Added tenant',
  'tenant.update': 'Changed tenant',
  'tenant.delete': 'Deleted tenant',
  'dial-plan.update': 'Changed dial plan',
  'dial-plan.delete': 'Deleted dial plan',
  'voicemail-system.update': 'Changed voicemail system values',
  'voicemail-system.delete': 'Deleted voicemail system values',
  'voicemail-profile.create': 'Added voicemail profile',
  'voicemail-profile.update': 'Changed voicemail profile',
  'voicemail-profile.delete': 'Deleted voicemail profile',
  'voicemail-profile.test': 'Asked for a test message',
  'mailbox.create': 'Added mailbox',
  'mailbox.update': 'Changed mailbox',
  'mailbox.delete': 'Deleted mailbox',
  'mailbox.restore': 'Restored mailbox',
  'mailbox.remove': 'Removed mailbox for good',
  'bulk-edit.start': 'Started bulk edit',
  'bulk-edit.cancel': 'Cancelled bulk edit',
  'greeting.upload': 'Uploaded greeting',
  'greeting.remove': 'Removed greeting',
  'greeting.restore': 'Restored greeting',
  'import.upload': 'Uploaded import',
  'import.check': 'Had an import checked',
  'import.start': 'Started import',
  'import.pause': 'Paused import',
  'import.resume': 'Resumed import',
  'import.cancel': 'Cancelled import',
  'import.undo': 'Undid import',
  'import.remember': 'Said what files mean',
  'import.forget': 'Forgot what files mean',
}

const entityLabels: Readonly<Record<AuditEntityType, string>> = {
  user: 'Account',
  address: 'Network address',
  tenant: 'Tenant',
  'dial-plan': 'Dial plan',
  'voicemail-system': 'Voicemail system values',
  'voicemail-profile': 'Voicemail profile',
  mailbox: 'Mailbox',
  import: 'Import',
  'bulk-edit': 'Bulk edit of mailboxes',
}

/** The deed in words; one of a later version is printed as it stands. */
export function actionLabel(action: string): string {
  const known = auditActions.find((candidate) => candidate === action)
  return known ? actionLabels[known] : action
}

export function entityLabel(entityType: string): string {
  const known = auditEntityTypes.find((candidate) => candidate === entityType)
  return known ? entityLabels[known] : entityType
}

/** The e-mail address or name that a snapshot carries. */
function nameIn(snapshot: unknown): string | null {
  if (typeof snapshot !== 'object' || snapshot === null || !('email' in snapshot)) return null
  return typeof snapshot.email === 'string' ? snapshot.email : null
}

/** What people call the thing an entry speaks of, where the entry knows it: ids of accounts say nothing to anybody. */
export function entityName(
  entry: Pick<AuditEntry, 'entityType' | 'entityId' | 'actorId' | 'actorName' | 'before' | 'after'>,
): string {
  if (entry.entityType !== 'user') return entry.entityId
  const known = nameIn(entry.after) ?? nameIn(entry.before)
  return known ?? (entry.actorId === entry.entityId ? entry.actorName : entry.entityId)
}

/** Where the thing an entry speaks of can be seen; null when it has no page or is gone. */
export function entityHref(entry: Pick<AuditEntry, 'entityType' | 'entityId' | 'action'>): string | null {
  if (entry.entityType === 'tenant' && entry.action !== 'tenant.delete')
    return `/tenants/${encodeURIComponent(entry.entityId)}`
  if (entry.entityType === 'user') return '/access'
  return null
}

/** A value of a snapshot as text; null where there was none, which is not the same as the word `null`. */
export function snapshotText(value: JsonValue | undefined): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What an entry changed, field by field. */
export function entryChanges(entry: Pick<AuditEntry, 'before' | 'after'>): AuditChange[] {
  return changedFields(entry.before, entry.after)
}

/** The changed fields on one line, for the list and for CSV: `name, region`. Empty where a deed changes no field. */
export function changesLine(entry: Pick<AuditEntry, 'before' | 'after'>): string {
  return entryChanges(entry)
    .map((change) => change.field)
    .join(', ')
}
