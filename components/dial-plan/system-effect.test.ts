import { describe, expect, it } from 'vitest'
import { systemEffect, systemValueText, toSystemFormValues } from './system-effect'

const system = {
  tenantId: 't1',
  outputPhoneNumber: null,
  locale: 'en-US',
  timeZone: 'America/Los_Angeles',
  updatedAt: '2026-11-20T12:00:00.000Z',
  version: 1,
  inheriting: { outputPhoneNumber: 10, locale: 7, timeZone: 0 },
}
const untouched = toSystemFormValues(system)

describe('systemEffect', () => {
  it('is nothing as long as nothing is changed', () => {
    expect(systemEffect(system, untouched)).toEqual([])
    expect(systemEffect(system, { ...untouched, locale: ' en-US ' })).toEqual([])
  })

  it('counts for each changed value the mailboxes that inherit it', () => {
    expect(systemEffect(system, { outputPhoneNumber: '5550100', locale: 'en-US', timeZone: 'Europe/Zurich' })).toEqual([
      { field: 'outputPhoneNumber', before: 'Not Set', after: '5550100', mailboxes: 10 },
      { field: 'timeZone', before: 'America/Los_Angeles', after: 'Europe/Zurich', mailboxes: 0 },
    ])
  })

  it('calls no number what Agent Setup calls it', () => {
    expect(systemValueText(null)).toBe('Not Set')
    expect(systemEffect({ ...system, outputPhoneNumber: '1' }, untouched)[0]).toMatchObject({ after: 'Not Set' })
  })
})
