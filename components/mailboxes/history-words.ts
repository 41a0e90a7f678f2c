import { type AuditChange, changedFields, type JsonValue } from '@/lib/audit/model'
import type { AuditEntry } from '@/lib/audit/schema'
import { greetingAuditFields } from '@/lib/greetings/vocabulary'
import { fieldText, inheritedValue, mailboxFieldLabels } from './mailbox-words'

/** As the log names the fields of a mailbox: the profile by its name, so that it can be read when the profile is gone. */
const labels: Readonly<Record<string, string>> = {
  ...mailboxFieldLabels,
  profile: mailboxFieldLabels.profileId,
  deletedAt: 'Deleted',
  [greetingAuditFields.personal]: 'Personal greeting',
  [greetingAuditFields['extended-absence']]: 'Extended Absence greeting',
}

const identity = ['number', 'type', 'owner']

export type HistoryChange = { field: string; label: string; before: string | null; after: string | null }

/** A value as people read it; null where there was none to speak of. A setting without a value of its own is inherited. */
function valueText(field: string, value: JsonValue | undefined): string | null {
  if (value === undefined) return null
  if (value === null) {
    if (field === 'deletedAt') return 'no'
    if (Object.values(greetingAuditFields).includes(field)) return 'no recording'
    return field in labels && !identity.includes(field) ? fieldText(field, inheritedValue) : null
  }
  return fieldText(field, typeof value === 'object' ? JSON.stringify(value) : value)
}

/** Made, with everything inherited, is not seven changes. */
function saysSomething({ before, after }: AuditChange): boolean {
  return !(before === undefined && after === null) && !(after === undefined && before === null)
}

const order = Object.keys(labels)
const placeOf = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length)

/** What an entry of a mailbox's history changed, field by field in the order of the form. */
export function historyChanges(entry: Pick<AuditEntry, 'before' | 'after'>): HistoryChange[] {
  return changedFields(entry.before, entry.after)
    .filter(saysSomething)
    .map(({ field, before, after }) => ({
      field,
      label: labels[field] ?? field,
      before: valueText(field, before),
      after: valueText(field, after),
    }))
    .sort((a, b) => placeOf(a.field) - placeOf(b.field))
}
