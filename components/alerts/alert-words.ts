import type { AlertRow, AlertState, Notification } from '@/lib/alerts/schema'

export const stateWords: Readonly<Record<AlertState, string>> = {
  firing: 'Firing',
  pending: 'Pending',
  'resolved-late': 'Ending',
}

export const notificationWords: Readonly<Record<Notification['state'], string>> = {
  active: 'Notifying',
  suppressed: 'Silenced',
  unprocessed: 'Received',
  'not-received': 'Not received',
  unknown: 'Unknown',
}

/** One sentence that says what becomes of the alert, for the cell's title and the detail. */
export function notificationSentence(row: AlertRow): string {
  const { state, silencedBy, inhibitedBy, receivers } = row.notification
  if (state === 'unknown') return 'Alertmanager does not answer, so nobody can say whether this notifies.'
  if (state === 'not-received' && row.state === 'pending') return 'Pending alerts are not sent yet.'
  if (state === 'not-received') return 'Alertmanager answers but does not have this alert.'
  if (state === 'unprocessed') return 'Alertmanager has it and has not routed it yet.'
  if (state === 'active') return receivers.length > 0 ? `Notifies ${receivers.join(', ')}.` : 'Alertmanager notifies.'
  const by = [
    silencedBy.length > 0 ? `${silencedBy.length} silence${silencedBy.length > 1 ? 's' : ''}` : '',
    inhibitedBy.length > 0 ? 'another alert' : '',
  ].filter(Boolean)
  return `Held back by ${by.join(' and ') || 'Alertmanager'}.`
}

/** Label for a word that Alertmanager uses for both silences and inhibition. */
export function notificationLabel(row: AlertRow): string {
  const { state, silencedBy } = row.notification
  if (state === 'suppressed' && silencedBy.length === 0) return 'Inhibited'
  if (state === 'not-received' && row.state === 'pending') return 'Not yet sent'
  return notificationWords[state]
}
