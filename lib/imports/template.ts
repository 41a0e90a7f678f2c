import { byteOrderMark, csvLine, mailboxFileHeader } from '@/lib/mailboxes/file-model'
import { type MailboxFileField, mailboxFileFields } from '@/lib/mailboxes/file-vocabulary'
import { importFieldLabels } from './vocabulary'

const header = [importFieldLabels.action, ...mailboxFileHeader]

const exampleRows: readonly (Partial<Record<MailboxFileField, string>> & { action?: string })[] = [
  {
    action: 'create',
    number: '0041',
    type: 'Agent',
    owner: 'Ada Example',
    locale: 'en-US',
    timeZone: 'America/Los_Angeles',
  },
  {
    action: 'create',
    number: '0042',
    type: 'Agent group',
    owner: 'Service desk',
    maxMessageCount: '60',
    profile: 'SystemProfile',
  },
  {
    number: '0043',
    type: 'Agent',
    owner: 'Ben Example',
    outputPhoneNumber: '+4930123456',
    activeGreetingType: 'Standard',
  },
  { action: 'modify', number: '0044', maxDurationSeconds: '120', locale: '/d' },
  { action: 'delete', number: '0045' },
]

/** A file with the header and nothing else, to be filled. */
export function importTemplate(): string {
  return byteOrderMark + csvLine(header)
}

/** A file that shows each kind of row: new ones, changes, a setting reset to inherited (`/d`), a deletion. */
export function importExample(): string {
  const lines = exampleRows.map((row) =>
    csvLine([row.action ?? '', ...mailboxFileFields.map((field) => row[field] ?? '')]),
  )
  return importTemplate() + lines.join('')
}
