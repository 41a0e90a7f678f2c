import { describe, expect, it } from 'vitest'
import type { AlertRow } from '@/lib/alerts/schema'
import { notificationLabel, notificationSentence } from './alert-words'

function row(state: AlertRow['state'], notification: Partial<AlertRow['notification']>): AlertRow {
  const none = { silencedBy: [], inhibitedBy: [], receivers: [], startsAt: null, updatedAt: null }
  return { state, notification: { state: 'active', ...none, ...notification } } as unknown as AlertRow
}

describe('words for what Alertmanager does', () => {
  it.each([
    [row('firing', { receivers: ['pager', 'mail'] }), 'Notifying', 'Notifies pager, mail.'],
    [row('firing', { state: 'suppressed', silencedBy: ['a', 'b'] }), 'Silenced', 'Held back by 2 silences.'],
    [row('firing', { state: 'suppressed', inhibitedBy: ['a'] }), 'Inhibited', 'Held back by another alert.'],
    [row('pending', { state: 'not-received' }), 'Not yet sent', 'Pending alerts are not sent yet.'],
    [row('firing', { state: 'not-received' }), 'Not received', 'Alertmanager answers but does not have this alert.'],
    [
      row('firing', { state: 'unknown' }),
      'Unknown',
      'Alertmanager does not answer, so nobody can say whether this notifies.',
    ],
  ])('%#', (alert, label, sentence) => {
    expect(notificationLabel(alert)).toBe(label)
    expect(notificationSentence(alert)).toBe(sentence)
  })
})
