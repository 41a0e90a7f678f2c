import { describe, expect, it } from 'vitest'
import { emptyBulkFields, readBulkFields } from './bulk-fields'

const fields = (more: object) => ({ ...emptyBulkFields(), ...more })

describe('the fields of a bulk edit', () => {
  it('change nothing at first', () => {
    expect(readBulkFields(emptyBulkFields())).toEqual({ change: null, errors: {} })
  })

  it('set, reset and leave', () => {
    const { change } = readBulkFields(
      fields({ maxMessageCount: 'set', maxMessageCountValue: ' 20 ', locale: 'reset', timeZoneValue: 'x' }),
    )
    expect(change).toEqual({ kind: 'edit', values: { maxMessageCount: 20, locale: null } })
  })

  it('read a sign in front as the page of a mailbox does', () => {
    const { change } = readBulkFields(fields({ maxMessageCount: 'set', maxMessageCountValue: '+30' }))
    expect(change).toEqual({ kind: 'edit', values: { maxMessageCount: 30 } })
  })

  it.each(['', '-1', '0', '1.5', '30.0', '1e3', '0x10', '٣', '99999999999'])(
    'refuse %j as a count, and say so',
    (text) => {
      const { change, errors } = readBulkFields(fields({ maxMessageCount: 'set', maxMessageCountValue: text }))
      expect(change).toBeNull()
      expect(errors.maxMessageCount).toMatch(/^must be/)
    },
  )

  it('name each setting that is wrong', () => {
    const wrong = {
      timeZone: 'set',
      timeZoneValue: 'Mars/Olympus',
      profileId: 'set',
      outputPhoneNumber: 'set',
      outputPhoneNumberValue: '<b>',
    }
    expect(Object.keys(readBulkFields(fields(wrong)).errors).sort()).toEqual([
      'outputPhoneNumber',
      'profileId',
      'timeZone',
    ])
  })
})
