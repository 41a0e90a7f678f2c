import { describe, expect, it } from 'vitest'
import { createProfileSchema, updateProfileSchema } from './schema'
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
    [{ name: 'systemprofile' }, 'name: SystemProfile is the built-in profile'],
    [{ maxDurationSeconds: 0 }, 'maxDurationSeconds: must be 1 or more'],
    [{ maxMessageCount: 2.5 }, 'maxMessageCount: must be a whole number'],
    [{ retentionDays: 15 }, 'retentionDays: must be one of 10, 20, 30, 40, 50, 60 days'],
    [{ emailFromAddress: 'nobody' }, 'emailFromAddress: must be an address such as voicemail@example.org'],
    [{ emailNotification: true }, 'emailFromAddress: is needed while Email Notification is on'],
    [{ emailSubject: 'a\r\nBcc: x@example.org' }, 'emailSubject: must be one line'],
    [{ emailBody: 'Hi <callerid>' }, 'emailBody: <callerid> at character 4 is no token; did you mean <CallerID>?'],
  ])('%j is refused by name', (input, message) => {
    expect(messages(input)).toEqual([message])
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
