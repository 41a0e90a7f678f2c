import type { BulkChange } from '@/lib/mailboxes/bulk-schema'
import { mailboxOverridesSchema } from '@/lib/mailboxes/schema'
import { type MailboxSetting, mailboxSettings } from '@/lib/mailboxes/vocabulary'
import { typedIntegerSchema } from '@/lib/voicemail-profiles/schema'

export const bulkModes = ['keep', 'set', 'reset'] as const
export type BulkMode = (typeof bulkModes)[number]

export const bulkModeLabels: Readonly<Record<BulkMode, string>> = {
  keep: 'Leave as it is',
  set: 'Set to',
  reset: 'Reset to inherited',
}

/** One choice for each setting, and beside it what was typed for it, which a change of mind does not lose. */
export type BulkFields = Record<MailboxSetting, BulkMode> & Record<`${MailboxSetting}Value`, string>

const firstValues: Readonly<Record<MailboxSetting, string>> = {
  maxMessageCount: '',
  activeGreetingType: 'standard',
  maxDurationSeconds: '',
  outputPhoneNumber: '',
  profileId: '',
  locale: 'en-US',
  timeZone: 'America/Los_Angeles',
}

export function emptyBulkFields(): BulkFields {
  const pairs = mailboxSettings.flatMap((setting) => [
    [setting, 'keep'],
    [`${setting}Value`, firstValues[setting]],
  ])
  return Object.fromEntries(pairs) as BulkFields
}

export type BulkFieldErrors = Partial<Record<MailboxSetting, string>>

/** The server's rules over what was typed. */
const typedOverrides = mailboxOverridesSchema
  .extend({ maxMessageCount: typedIntegerSchema.nullable(), maxDurationSeconds: typedIntegerSchema.nullable() })
  .partial()

function fieldValue(fields: BulkFields, setting: MailboxSetting): string | null | undefined {
  if (fields[setting] === 'keep') return undefined
  if (fields[setting] === 'reset') return null
  return fields[`${setting}Value`].trim()
}

export type BulkFieldsRead = { change: Extract<BulkChange, { kind: 'edit' }> | null; errors: BulkFieldErrors }

/** The change that the fields say, checked as the server checks it. Null with errors, and while every field is left as it is. */
export function readBulkFields(fields: BulkFields): BulkFieldsRead {
  const asked = Object.fromEntries(mailboxSettings.map((setting) => [setting, fieldValue(fields, setting)]))
  const parsed = typedOverrides.safeParse(asked)
  if (parsed.success) {
    const isEmpty = Object.values(parsed.data).every((value) => value === undefined)
    return { change: isEmpty ? null : { kind: 'edit', values: parsed.data }, errors: {} }
  }
  const errors: BulkFieldErrors = {}
  for (const { path, message } of parsed.error.issues) {
    const setting = mailboxSettings.find((candidate) => candidate === path[0])
    if (setting) errors[setting] ??= message
  }
  return { change: null, errors }
}
