/** Words and limits of mailboxes, without zod: the browser's first load needs them and not the parser. */

export const mailboxTypes = ['agent', 'agent-group'] as const
export type MailboxType = (typeof mailboxTypes)[number]

export const mailboxTypeLabels: Readonly<Record<MailboxType, string>> = {
  agent: 'Agent',
  'agent-group': 'Agent group',
}

export const greetingTypes = ['standard', 'personal', 'extended-absence'] as const
export type GreetingType = (typeof greetingTypes)[number]

export const greetingTypeLabels: Readonly<Record<GreetingType, string>> = {
  standard: 'Standard',
  personal: 'Personal',
  'extended-absence': 'Extended Absence',
}

/** The settings of the General Info tab, in its order. Each is inherited or overridden. */
export const mailboxSettings = [
  'maxMessageCount',
  'activeGreetingType',
  'maxDurationSeconds',
  'outputPhoneNumber',
  'profileId',
  'locale',
  'timeZone',
] as const
export type MailboxSetting = (typeof mailboxSettings)[number]

/** As the documents print them. */
export const mailboxSettingLabels: Readonly<Record<MailboxSetting, string>> = {
  maxMessageCount: 'Max Message Count',
  activeGreetingType: 'Active Greeting Type',
  maxDurationSeconds: 'Max Duration',
  outputPhoneNumber: 'Output Phone Number',
  profileId: 'Voicemail Profile',
  locale: 'Locale',
  timeZone: 'Time Zone',
}

/** Settings whose values come from lists that others keep, and can vanish from them. */
export const listedSettings = ['locale', 'timeZone'] as const satisfies readonly MailboxSetting[]
export type ListedSetting = (typeof listedSettings)[number]

/** Where an effective value comes from. The built-in SystemProfile counts as `system`. */
export const settingOrigins = ['system', 'profile', 'mailbox'] as const
export type SettingOrigin = (typeof settingOrigins)[number]

export const mailboxSortFields = ['number', 'owner', 'updated'] as const
export type MailboxSortField = (typeof mailboxSortFields)[number]

/** What a tenant's system says until an administrator changes it, as documented. */
export const systemDefaults = {
  activeGreetingType: 'standard',
  outputPhoneNumber: null,
  locale: 'en-US',
  timeZone: 'America/Los_Angeles',
} as const

export const mailboxLimits = {
  numberDigits: 40,
  ownerLength: 120,
  /** What a PostgreSQL integer holds; the documents know no upper end. */
  positiveInteger: 2_147_483_647,
  pageSize: 50,
  maxPageSize: 500,
  /** Room for the longest owner in letters of three bytes, every one of them written as Base64. */
  cursorLength: 2000,
  restorableDays: 30,
} as const
