import type { FieldIssue } from '@/lib/errors'
import { profileLabels } from '@/lib/voicemail-profiles/vocabulary'

/** What stands in the way of a test message: at the field of its dialog, and elsewhere. */
export type TestMessageTrouble = { to?: string; other?: string }

/** As the form above calls them; the last two are the mailer's names. */
const labels: Readonly<Record<string, string>> = {
  ...profileLabels,
  subject: profileLabels.emailSubject,
  from: profileLabels.emailFromAddress,
}

/** What the form, the server and the mailer say, split into the field of the dialog and the rest, in the words of the screen. */
export function testMessageTrouble(issues: readonly FieldIssue[]): TestMessageTrouble {
  const to = issues.find(({ path }) => path === 'to')?.message
  const other = issues
    .filter(({ path }) => path !== 'to')
    .map(({ path, message }) => `${Object.hasOwn(labels, path) ? labels[path] : path}: ${message}`)
    .join('; ')
  return { to, other: other || undefined }
}
