/** A mailbox as a row of a file: the columns that the documents of the platform name, and those that a new mailbox needs besides. */

export const mailboxFileFields = [
  'number',
  'activeGreetingType',
  'outputPhoneNumber',
  'locale',
  'timeZone',
  'maxMessageCount',
  'maxDurationSeconds',
  'profile',
  'type',
  'owner',
] as const
export type MailboxFileField = (typeof mailboxFileFields)[number]

export const mailboxFileHeaders: Readonly<Record<MailboxFileField, string>> = {
  number: 'Mailbox Number',
  activeGreetingType: 'Active Greeting Type',
  outputPhoneNumber: 'Output Phone Number',
  locale: 'Locale',
  timeZone: 'Time Zone',
  maxMessageCount: 'Max Message Count',
  maxDurationSeconds: 'Max Duration',
  profile: 'Voicemail Profile',
  type: 'Type',
  owner: 'Owner',
}

/** In a cell of a setting: the mailbox has no value of its own. */
export const inheritedCell = '/d'

/** Since when a mailbox is deleted. An import refuses a row that says so, instead of creating anew what somebody deleted. */
export const deletedHeader = 'Deleted'

/** Columns that an export adds for the reader. An import passes over them. */
export const informativeHeaders = [
  'Effective Active Greeting Type',
  'Effective Output Phone Number',
  'Effective Locale',
  'Effective Time Zone',
  'Effective Max Message Count',
  'Effective Max Duration',
  'Effective Voicemail Profile',
  deletedHeader,
  'Id',
] as const
