/** Words and limits of voicemail profiles, without zod: the browser's first load needs them and not the parser. */

export const systemProfileName = 'SystemProfile'

export const retentionDays = [10, 20, 30, 40, 50, 60] as const

export const emailTokens = [
  'CallerID',
  'MailboxID',
  'MsgPriority',
  'MsgReceivedDate',
  'UserEmail',
  'UserPhone',
  'VoicemailAccessURL',
  'VoicemailAccessNumber',
] as const
export type EmailToken = (typeof emailTokens)[number]

/** What the preview fills in. */
export const sampleTokenValues: Readonly<Record<EmailToken, string>> = {
  CallerID: '+1 650 555 0142',
  MailboxID: '0042107',
  MsgPriority: 'Urgent',
  MsgReceivedDate: '2026-03-14 09:26',
  UserEmail: 'agent@example.org',
  UserPhone: '+1 650 555 0107',
  VoicemailAccessURL: 'https://voicemail.example.org/m/31415',
  VoicemailAccessNumber: '+1 650 555 0100',
}

/**
 * What a new profile starts with. The documents print the texts, the duration and the count; of the others they lost the default,
 * so these are the ones that send nothing, forward nothing and delete last.
 */
export const profileDefaults = {
  emailSubject: 'Genesys Voicemail Notification: New Message from <CallerID>',
  emailBody: 'Mailbox <MailboxID> has a new message from <CallerID>',
  emailFromAddress: null,
  emailNotification: false,
  maxDurationSeconds: 30,
  maxMessageCount: 100,
  retentionDays: 60,
  voicemailForwarding: false,
} as const

export const profileLimits = { nameLength: 80, emailSubjectLength: 250, emailBodyLength: 10_000 } as const

/** Test messages of one person. */
export const testMessageLimit = { messages: 10, windowSeconds: 600 } as const

/** What each token stands for, in the words of the documents. */
export const emailTokenTexts: Readonly<Record<EmailToken, string>> = {
  CallerID: 'Number of the caller',
  MailboxID: 'The mailbox with the message',
  MsgPriority: 'Priority that the caller chose',
  MsgReceivedDate: 'When the message was left',
  UserEmail: 'E-mail address of the recipient',
  UserPhone: 'Telephone number of the recipient',
  VoicemailAccessURL: 'Where to hear it online',
  VoicemailAccessNumber: 'What to dial to hear it',
}

/** The options as the documents call them. */
export const profileLabels = {
  name: 'Name',
  emailBody: 'Email Body',
  emailFromAddress: 'Email From Address',
  emailNotification: 'Email Notification',
  emailSubject: 'Email Subject',
  maxDurationSeconds: 'Max Duration',
  maxMessageCount: 'Max Message Count',
  retentionDays: 'Retention Limit',
  voicemailForwarding: 'Voicemail Forwarding',
} as const
export type ProfileField = keyof typeof profileLabels
