import { describe, expect, it } from 'vitest'
import { toSystemFormValues } from './system-effect'
import { systemChangeOf, systemFormSchema } from './system-form-schema'

const stored = { outputPhoneNumber: null, locale: 'en-US', timeZone: 'Europe/Atlantis' }
const opened = toSystemFormValues(stored)
const schema = systemFormSchema(stored)
const messages = (typed: object) =>
  schema.safeParse({ ...opened, ...typed }).error?.issues.map(({ path, message }) => `${path}: ${message}`)

describe('the form of what mailboxes inherit', () => {
  it('changes one value beside a time zone that exists no more, and sends nothing else', () => {
    const output = schema.parse({ ...opened, outputPhoneNumber: ' 5550100 ' })
    expect(systemChangeOf(output, opened)).toEqual({ outputPhoneNumber: '5550100' })
  })

  it('takes no other such zone', () => {
    expect(messages({ timeZone: 'Mars/Olympus' })).toEqual([
      'timeZone: must be an IANA time zone, such as America/Los_Angeles',
    ])
    expect(systemFormSchema({ ...stored, timeZone: 'UTC' }).safeParse(opened).success).toBe(false)
  })

  it('reads an empty number as none, and blanks and spellings as no change', () => {
    const set = { ...stored, outputPhoneNumber: '1' }
    const output = systemFormSchema(set).parse({ ...toSystemFormValues(set), outputPhoneNumber: ' ' })
    expect(systemChangeOf(output, toSystemFormValues(set))).toEqual({ outputPhoneNumber: null })
    expect(systemChangeOf(schema.parse({ ...opened, locale: 'EN_us' }), opened)).toEqual({})
  })

  it.each([
    [{ outputPhoneNumber: '12 34' }, /^outputPhoneNumber: must be a telephone number/],
    [{ locale: '' }, /^locale: must be a locale/],
  ])('says what is wrong with %j', (typed, message) => {
    expect(messages(typed)).toEqual([expect.stringMatching(message)])
  })
})
