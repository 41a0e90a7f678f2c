import { describe, expect, it } from 'vitest'
import { testMessageSchema } from '@/lib/voicemail-profiles/test-message-schema'
import { testMessageTrouble } from './test-message-trouble'

describe('testMessageTrouble', () => {
  it('calls every field as the form calls it', () => {
    const message = { emailFromAddress: '', emailSubject: 'a\nb', emailBody: ' ', profileId: null, to: 'nobody' }
    const { issues } = testMessageSchema.safeParse(message).error ?? { issues: [] }
    const { to, other } = testMessageTrouble(
      issues.map(({ path, message: said }) => ({ path: path.join('.'), message: said })),
    )
    expect(to).toBe('must be an address such as voicemail@example.org')
    expect(other).toBe(
      'Email From Address: must be an address such as voicemail@example.org; Email Subject: must be one line without control characters; Email Body: must not be empty',
    )
  })

  it('knows the names of the mailer, and shows one that nobody knows', () => {
    expect(testMessageTrouble([{ path: 'subject', message: 'a' }])).toEqual({
      to: undefined,
      other: 'Email Subject: a',
    })
    expect(testMessageTrouble([{ path: 'from', message: 'a' }]).other).toBe('Email From Address: a')
    expect(testMessageTrouble([{ path: 'constructor', message: 'a' }]).other).toBe('constructor: a')
    expect(testMessageTrouble([])).toEqual({ to: undefined, other: undefined })
  })
})
