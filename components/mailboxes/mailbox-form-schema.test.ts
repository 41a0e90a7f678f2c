import { describe, expect, it } from 'vitest'
import { changeOf, mailboxFormSchema, newMailboxValues, toFormValues } from './mailbox-form-schema'
import { inheritedValue } from './mailbox-words'

const stored = {
  number: '0042',
  type: 'agent',
  owner: 'Ada',
  maxMessageCount: 7,
  activeGreetingType: null,
  maxDurationSeconds: null,
  outputPhoneNumber: null,
  profileId: null,
  locale: null,
  timeZone: 'America/Atlantis',
} as const
const values = toFormValues(stored)
const messages = (input: object) =>
  mailboxFormSchema(stored)
    .safeParse({ ...values, ...input })
    .error?.issues.map(({ path, message }) => `${path}: ${message}`)

describe('the form of a mailbox', () => {
  it('reads inherited settings as null and numbers as numbers', () => {
    expect(
      mailboxFormSchema().parse({ ...newMailboxValues, number: ' 007 ', owner: 'Ada', maxDurationSeconds: ' 45 ' }),
    ).toEqual({
      ...stored,
      number: '007',
      maxMessageCount: null,
      maxDurationSeconds: 45,
      timeZone: null,
    })
  })

  it('reads a sign in front as profiles, bulk edits and files do', () => {
    expect(mailboxFormSchema(stored).parse({ ...values, maxMessageCount: '+30' })).toMatchObject({
      maxMessageCount: 30,
    })
  })

  const digits = 'must be a whole number above 0, in the digits 0 to 9'
  it.each([
    ['0', 'must be 1 or more'],
    ['-5', digits],
    ['1.5', digits],
    ['30.0', digits],
    ['2147483648', 'must be at most 2147483647'],
    ['9'.repeat(60), 'must be at most 2147483647'],
    ['', digits],
    ['1e3', digits],
    ['0x10', digits],
    ['１２', digits],
    ['twelve', digits],
  ])('refuses %j as a count', (maxMessageCount, message) => {
    const found = messages({ maxMessageCount })
    expect(found).toHaveLength(1)
    expect(found?.[0]).toContain(`maxMessageCount: ${message}`)
  })

  it.each([
    [{ number: '12a' }, 'number: must be 1 to 40 digits (0 to 9), nothing else'],
    [{ number: '١٢' }, 'number: must be 1 to 40 digits (0 to 9), nothing else'],
    [{ number: '+12' }, 'number: must be 1 to 40 digits (0 to 9), nothing else'],
    [{ owner: ' ' }, 'owner: must name the agent or the agent group'],
    [{ type: 'robot' }, 'type: must be one of agent, agent-group'],
    [{ locale: 'xx-nowhere' }, 'locale: must be a locale of CLDR, such as en-US or de-CH'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone: must be an IANA time zone, such as America/Los_Angeles'],
    [
      { outputPhoneNumber: '12 34' },
      'outputPhoneNumber: must be a telephone number (digits, * and #, + in front) or the name of a routing point',
    ],
  ])('says what is wrong with %j', (input, message) => {
    expect(messages(input)).toEqual([message])
  })

  it('takes a stored time zone that exists no more, so that other fields can be saved', () => {
    expect(messages({ owner: 'Grace' })).toBeUndefined()
    expect(mailboxFormSchema({ ...stored, timeZone: null }).safeParse(values).success).toBe(false)
  })

  it('sends only what differs', () => {
    const output = mailboxFormSchema(stored).parse({ ...values, owner: ' Grace ', maxMessageCount: inheritedValue })
    expect(changeOf(output, values)).toEqual({ owner: 'Grace', maxMessageCount: null })
    expect(changeOf(mailboxFormSchema(stored).parse({ ...values, owner: ' Ada ' }), values)).toEqual({})
  })
})
