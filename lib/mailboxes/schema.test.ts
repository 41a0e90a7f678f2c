import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainNameMessage } from '@/lib/format/plain-name'
import { canonicalLocale, locales } from './locale'
import { createMailboxSchema, mailboxNumberSchema, updateMailboxSchema } from './schema'
import { canonicalTimeZone, timeZones } from './time-zone'

const mailbox = { number: '0042', type: 'agent', owner: 'Ada Lovelace' }
const messages = (input: object) =>
  createMailboxSchema
    .safeParse({ ...mailbox, ...input })
    .error?.issues.map(({ path, message }) => `${path}: ${message}`)

describe('mailbox numbers', () => {
  it('keep leading zeros and lose spaces around them', () => {
    expect(createMailboxSchema.parse({ ...mailbox, number: ' 0042 ' }).number).toBe('0042')
  })

  it.each(['', '12a', '+12', '-1', '1 2', '1.5', '１２３', '٤٢', '1e9', '0x10', '1'.repeat(41)])(
    'refuse %j',
    (number) => {
      expect(messages({ number })).toEqual(['number: must be 1 to 40 digits (0 to 9), nothing else'])
    },
  )

  it('refuse whatever is not made of ASCII digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(mailboxNumberSchema.safeParse(text).success).toBe(/^[0-9]{1,40}$/.test(text.trim()))
      }),
    )
  })
})

describe('mailbox settings', () => {
  it('are inherited unless given', () => {
    expect(createMailboxSchema.parse(mailbox)).toMatchObject({ maxMessageCount: null, locale: null, profileId: null })
  })

  it.each([
    [{ maxMessageCount: 0 }, 'maxMessageCount: must be 1 or more'],
    [{ maxMessageCount: -3 }, 'maxMessageCount: must be 1 or more'],
    [{ maxDurationSeconds: 1.5 }, 'maxDurationSeconds: must be a whole number'],
    [{ maxDurationSeconds: 'x' }, 'maxDurationSeconds: must be a number'],
    [{ maxDurationSeconds: 1e60 }, 'maxDurationSeconds: must be at most 2147483647'],
    [{ maxDurationSeconds: -1e60 }, 'maxDurationSeconds: must be 1 or more'],
    [{ maxDurationSeconds: 2_147_483_648 }, 'maxDurationSeconds: must be at most 2147483647'],
    [{ locale: 'en-XX-nowhere' }, 'locale: must be a locale of CLDR, such as en-US or de-CH'],
    [{ timeZone: 'America/Atlantis' }, 'timeZone: must be an IANA time zone, such as America/Los_Angeles'],
    [{ timeZone: '+02:00' }, 'timeZone: must be an IANA time zone, such as America/Los_Angeles'],
    [{ activeGreetingType: 'loud' }, 'activeGreetingType: must be one of standard, personal, extended-absence'],
    [{ owner: '/d' }, 'owner: must not be /d, which means “inherited” in files of mailboxes'],
    [{ owner: 'J\uFFFDrg' }, `owner: ${plainNameMessage}`],
    [{ owner: '   ' }, 'owner: must name the agent or the agent group'],
    [{ profileId: 'SystemProfile' }, 'profileId: must be the id of a profile'],
  ])('%j is refused by name', (input, message) => {
    expect(messages(input)).toEqual([message])
  })

  it.each(['+14155550100', '*86', '55551111', 'RP_Sales.9001'])(
    'take %s as a way out of voicemail',
    (outputPhoneNumber) => {
      expect(messages({ outputPhoneNumber })).toBeUndefined()
    },
  )

  it.each(['+', 'tel:1', '1 2', '=1+1', '<b>', 'RP Sales'])('do not take %j', (outputPhoneNumber) => {
    expect(messages({ outputPhoneNumber })).toHaveLength(1)
  })

  it('change only what is given, and something', () => {
    expect(updateMailboxSchema.parse({ locale: null, version: 3 })).toEqual({ locale: null, version: 3 })
    expect(updateMailboxSchema.safeParse({ version: 3 }).success).toBe(false)
  })
})

describe('locales and time zones', () => {
  it('are spelt one way', () => {
    expect(canonicalLocale('EN_us')).toBe('en-US')
    expect(canonicalLocale('zh-hans-cn')).toBe('zh-Hans-CN')
    expect(canonicalTimeZone('america/los_angeles')).toBe('America/Los_Angeles')
    expect(canonicalTimeZone('utc')).toBe('UTC')
  })

  it('hold the documented defaults, and more than a handful', () => {
    expect(locales).toContain('en-US')
    expect(locales.length).toBeGreaterThan(600)
    expect(timeZones).toContain('America/Los_Angeles')
    expect(timeZones.length).toBeGreaterThan(400)
  })
})
