import type { MailboxRow } from '@/lib/mailboxes/schema'
import {
  greetingTypeLabels,
  greetingTypes,
  type MailboxSetting,
  mailboxSettingLabels,
  mailboxTypeLabels,
  mailboxTypes,
} from '@/lib/mailboxes/vocabulary'

/** What a form field holds while its setting is inherited. No setting accepts it as a value. */
export const inheritedValue = '(inherited)'

export const mailboxFieldLabels = {
  number: 'Number',
  type: 'Type',
  owner: 'Owner',
  ...mailboxSettingLabels,
} as const satisfies Readonly<Record<MailboxSetting | 'number' | 'type' | 'owner', string>>
export type MailboxField = keyof typeof mailboxFieldLabels

/** Names of profiles by id; null while they are not known. */
export type ProfileNames = ReadonlyMap<string, string> | null

const locales = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' })

/** `German (Switzerland)` for `de-CH`; null for what no locale is called. */
export function localeName(tag: string): string | null {
  try {
    const name = locales.of(tag)
    return name === undefined || name === tag ? null : name
  } catch {
    return null
  }
}

/** `UTC−08:00`: how far a zone is from UTC at this moment; null for a zone that the runtime does not know. */
export function timeZoneOffset(zone: string, atMs: number): string | null {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(atMs)
    const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '')
    return offset === undefined ? null : `UTC${(offset === '' ? '+00:00' : offset).replace('-', '−')}`
  } catch {
    return null
  }
}

function profileText(id: string, profiles: ProfileNames): string {
  if (profiles === null) return id
  return profiles.get(id) ?? `a profile that is gone (${id})`
}

/** A value of a field in words: as the form, the history and the comparison after a conflict show it. */
export function fieldText(field: string, value: unknown, profiles: ProfileNames = null): string {
  if (value === inheritedValue) return 'inherited'
  const text = String(value ?? '')
  switch (field) {
    case 'type':
      return mailboxTypes.find((type) => type === text)
        ? mailboxTypeLabels[text as (typeof mailboxTypes)[number]]
        : text
    case 'activeGreetingType':
      return greetingTypes.find((type) => type === text)
        ? greetingTypeLabels[text as (typeof greetingTypes)[number]]
        : text
    case 'maxDurationSeconds':
      return text === '' ? '' : `${text} s`
    case 'outputPhoneNumber':
      return value === null ? 'System (Not Set)' : text
    case 'profileId':
      return profileText(text, profiles)
    case 'locale': {
      const name = localeName(text)
      return name ? `${text} · ${name}` : text
    }
    default:
      return text
  }
}

/** The effective value of a setting in words. */
export function effectiveText(row: Pick<MailboxRow, 'effective' | 'profileName'>, setting: MailboxSetting): string {
  if (setting === 'profileId') return row.profileName
  return fieldText(setting, row.effective[setting].value)
}

/** `Mailbox 0042 of Ada Lovelace`. */
export function mailboxName({ number, owner }: Pick<MailboxRow, 'number' | 'owner'>): string {
  return `mailbox ${number} of ${owner}`
}

export function mailboxPath(tenantId: string, id: string): string {
  return `/mailboxes/${encodeURIComponent(tenantId)}/${encodeURIComponent(id)}`
}
