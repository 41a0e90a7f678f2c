import { describe, expect, it } from 'vitest'
import { mailboxesText, mailboxesThat } from './mailbox-words'

describe('mailboxesText', () => {
  it.each([
    [0, '0 mailboxes'],
    [1, '1 mailbox'],
    [2, '2 mailboxes'],
    [1_000_000, '1,000,000 mailboxes'],
  ])('%d', (count, text) => {
    expect(mailboxesText(count)).toBe(text)
  })
})

describe('mailboxesThat', () => {
  it.each([
    [0, 'use', '0 mailboxes use'],
    [1, 'use', '1 mailbox uses'],
    [1, 'match', '1 mailbox matches'],
    [1_000, 'match', '1,000 mailboxes match'],
  ] as const)('%d %s', (count, verb, text) => {
    expect(mailboxesThat(count, verb)).toBe(text)
  })
})
