import { describe, expect, it } from 'vitest'
import { mailboxesText } from './mailbox-words'

describe('mailboxesText', () => {
  it.each([
    [0, 'no mailbox'],
    [1, '1 mailbox'],
    [2, '2 mailboxes'],
    [1_000_000, '1,000,000 mailboxes'],
  ])('%d', (count, text) => {
    expect(mailboxesText(count)).toBe(text)
  })
})
