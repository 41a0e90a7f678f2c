import { describe, expect, it } from 'vitest'
import { historyChanges } from './history-words'

const made = {
  number: '0042',
  type: 'agent',
  owner: '<script>alert(1)</script>',
  maxMessageCount: null,
  activeGreetingType: null,
  profile: null,
  locale: 'de-CH',
  deletedAt: null,
}

describe('a mailbox’s history', () => {
  it('tells what it was made with, and not what it inherits', () => {
    expect(historyChanges({ before: null, after: made })).toEqual([
      { field: 'number', label: 'Number', before: null, after: '0042' },
      { field: 'type', label: 'Type', before: null, after: 'Agent' },
      { field: 'owner', label: 'Owner', before: null, after: '<script>alert(1)</script>' },
      { field: 'locale', label: 'Locale', before: null, after: 'de-CH · German (Switzerland)' },
    ])
  })

  it('tells old and new of what changed, by the names of the form', () => {
    const after = { ...made, maxMessageCount: 7, profile: 'Sales', locale: null, activeGreetingType: 'personal' }
    expect(
      historyChanges({ before: made, after }).map(({ label, before, after: now }) => [label, before, now]),
    ).toEqual([
      ['Max Message Count', 'inherited', '7'],
      ['Active Greeting Type', 'inherited', 'Personal'],
      ['Locale', 'de-CH · German (Switzerland)', 'inherited'],
      ['Voicemail Profile', 'inherited', 'Sales'],
    ])
  })

  it('keeps fields of a later version, and deletions', () => {
    expect(
      historyChanges({ before: { ...made, x: { y: 1 } }, after: { ...made, deletedAt: '2026-01-01T00:00:00.000Z' } }),
    ).toEqual([
      { field: 'deletedAt', label: 'Deleted', before: 'no', after: '2026-01-01T00:00:00.000Z' },
      { field: 'x', label: 'x', before: '{"y":1}', after: null },
    ])
  })

  it('names a greeting’s recording, and that there was none', () => {
    const entry = { before: { personalGreeting: null }, after: { personalGreeting: 'a.wav (version 1)' } }
    expect(historyChanges(entry)).toEqual([
      { field: 'personalGreeting', label: 'Personal greeting', before: 'no recording', after: 'a.wav (version 1)' },
    ])
  })
})
