import { describe, expect, it } from 'vitest'
import { plainNameMessage } from '@/lib/format/plain-name'
import { builtInProfileFormSchema, createProfileSchema, profileFormSchema, updateProfileSchema } from './schema'
import { profileDefaults } from './vocabulary'

const messages = (input: object) =>
  createProfileSchema
    .safeParse({ name: 'Sales', ...input })
    .error?.issues.map(({ path, message }) => `${path}: ${message}`)

describe('voicemail profiles', () => {
  it('start with the documented values', () => {
    expect(createProfileSchema.parse({ name: ' Sales ' })).toEqual({ name: 'Sales', ...profileDefaults })
  })

  it.each([
    [{ name: ' ' }, 'name: must not be empty'],
    [{ name: '/D' }, 'name: must not be /d, which means “inherited” in files of mailboxes'],
    [{ name: 'a\u202Eb' }, `name: ${plainNameMessage}`],
    [{ name: 'systemprofile' }, 'name: SystemProfile is the built-in profile'],
    [{ maxDurationSeconds: 0 }, 'maxDurationSeconds: must be 1 or more'],
    [{ maxMessageCount: 2.5 }, 'maxMessageCount: must be a whole number'],
    [{ retentionDays: 15 }, 'retentionDays: must be one of 10, 20, 30, 40, 50, 60 days'],
    [{ emailFromAddress: 'nobody' }, 'emailFromAddress: must be an address such as voicemail@example.org'],
    [{ emailNotification: true }, 'emailFromAddress: is needed while Email Notification is on'],
    [{ emailSubject: 'a\r\nBcc: x@example.org' }, 'emailSubject: must be one line without control characters'],
    [{ emailSubject: 'a\tb' }, 'emailSubject: must be one line without control characters'],
    [{ emailSubject: 'a\u001bb' }, 'emailSubject: must be one line without control characters'],
    [{ emailSubject: ' \u00a0 ' }, 'emailSubject: must not be empty'],
    [{ emailBody: ' \n\t ' }, 'emailBody: must not be empty'],
    [{ emailBody: 'Hi <callerid>' }, 'emailBody: <callerid> at character 4 is no token; did you mean <CallerID>?'],
  ])('%j is refused by name', (input, message) => {
    expect(messages(input)).toEqual([message])
  })

  it('keep blanks around a text as they are typed', () => {
    const typed = { name: 'Sales', emailSubject: ' Call ', emailBody: '\n\tFrom <CallerID>\n' }
    expect(createProfileSchema.parse(typed)).toMatchObject(typed)
  })

  it('take scripts as the text they are', () => {
    expect(messages({ emailBody: '<script>alert(1)</script>' })).toBeUndefined()
    expect(messages({ emailBody: 'a &lt; b, 5 < 6' })).toBeUndefined()
  })

  it('change only what is given, and something', () => {
    expect(updateProfileSchema.parse({ maxMessageCount: 5 })).toEqual({ maxMessageCount: 5 })
    expect(updateProfileSchema.safeParse({ version: 1 }).success).toBe(false)
  })
})

describe('the form of a profile', () => {
  const typed = {
    name: 'Sales',
    emailSubject: 'New message',
    emailBody: 'From <CallerID>',
    emailFromAddress: '',
    emailNotification: false,
    maxDurationSeconds: '30',
    maxMessageCount: '100',
    retentionDays: '60',
    voicemailForwarding: false,
  }
  const refused = (change: object) =>
    profileFormSchema.safeParse({ ...typed, ...change }).error?.issues.map(({ path, message }) => `${path}: ${message}`)
  const digits = 'must be a whole number above 0, in the digits 0 to 9'

  it('gives what the server takes', () => {
    const parsed = profileFormSchema.parse({ ...typed, maxMessageCount: ' 007 ', maxDurationSeconds: '+30' })
    expect(parsed).toMatchObject({
      maxMessageCount: 7,
      maxDurationSeconds: 30,
      emailFromAddress: null,
      retentionDays: 60,
    })
    expect(createProfileSchema.parse(parsed)).toEqual(parsed)
  })

  it.each([
    ['', digits],
    ['-5', digits],
    ['+-5', digits],
    ['+', digits],
    ['30.0', digits],
    ['1.5', digits],
    ['1e3', digits],
    ['0x10', digits],
    ['1 000', digits],
    ['12a', digits],
    ['\uff11\uff12', digits],
    ['\u0663', digits],
    ['0', 'must be 1 or more'],
    ['2147483648', 'must be at most 2147483647'],
    ['9'.repeat(400), 'must be at most 2147483647'],
  ])('refuses %j for a number', (maxDurationSeconds, message) => {
    expect(refused({ maxDurationSeconds })).toEqual([`maxDurationSeconds: ${message}`])
  })

  it.each([
    [{ retentionDays: '15' }, 'retentionDays: must be one of 10, 20, 30, 40, 50, 60 days'],
    [{ emailFromAddress: 'a@b' }, 'emailFromAddress: must be an address such as voicemail@example.org'],
    [{ emailNotification: true }, 'emailFromAddress: is needed while Email Notification is on'],
    [{ name: 'SystemProfile' }, 'name: SystemProfile is the built-in profile'],
  ])('refuses %j', (change, message) => {
    expect(refused(change)).toEqual([message])
  })

  it('leaves the name of the built-in profile alone', () => {
    expect(builtInProfileFormSchema.safeParse({ ...typed, name: 'SystemProfile' }).success).toBe(true)
  })
})
