import { describe, expect, it } from 'vitest'
import { effectiveSettings, overriddenSettings, type ProfileValues } from './effective-settings'
import type { MailboxOverrides } from './schema'

const inheritsAll: MailboxOverrides = {
  maxMessageCount: null,
  activeGreetingType: null,
  maxDurationSeconds: null,
  outputPhoneNumber: null,
  profileId: null,
  locale: null,
  timeZone: null,
}
const builtIn: ProfileValues = {
  id: 'p0',
  name: 'SystemProfile',
  builtIn: true,
  maxMessageCount: 100,
  maxDurationSeconds: 30,
}
const sales: ProfileValues = { id: 'p1', name: 'Sales', builtIn: false, maxMessageCount: 20, maxDurationSeconds: 90 }
const system = { outputPhoneNumber: null, locale: 'en-US', timeZone: 'America/Los_Angeles' }

describe('effective settings', () => {
  it('are the system’s where nobody says otherwise', () => {
    const settings = effectiveSettings(inheritsAll, builtIn, builtIn, system)
    expect(settings.maxMessageCount).toEqual({ value: 100, origin: 'system', inherited: 100 })
    expect(settings.activeGreetingType).toEqual({ value: 'standard', origin: 'system', inherited: 'standard' })
    expect(settings.outputPhoneNumber).toEqual({ value: null, origin: 'system', inherited: null })
    expect(settings.profileId).toEqual({ value: 'p0', origin: 'system', inherited: 'p0' })
    expect(settings.timeZone.value).toBe('America/Los_Angeles')
  })

  it('follow the profile for counts and durations only', () => {
    const settings = effectiveSettings({ ...inheritsAll, profileId: 'p1' }, sales, builtIn, system)
    expect(settings.maxMessageCount).toEqual({ value: 20, origin: 'profile', inherited: 20 })
    expect(settings.maxDurationSeconds).toEqual({ value: 90, origin: 'profile', inherited: 90 })
    expect(settings.profileId).toEqual({ value: 'p1', origin: 'mailbox', inherited: 'p0' })
    expect(settings.locale.origin).toBe('system')
  })

  it('tell what a reset would give', () => {
    const own = { ...inheritsAll, profileId: 'p1', maxMessageCount: 7, locale: 'de-CH' }
    const settings = effectiveSettings(own, sales, builtIn, { ...system, locale: 'fr-FR' })
    expect(settings.maxMessageCount).toEqual({ value: 7, origin: 'mailbox', inherited: 20 })
    expect(settings.locale).toEqual({ value: 'de-CH', origin: 'mailbox', inherited: 'fr-FR' })
  })

  it('call an override that equals what is inherited an override', () => {
    const settings = effectiveSettings({ ...inheritsAll, maxMessageCount: 100 }, builtIn, builtIn, system)
    expect(settings.maxMessageCount).toEqual({ value: 100, origin: 'mailbox', inherited: 100 })
    expect(overriddenSettings({ ...inheritsAll, maxMessageCount: 100, timeZone: 'UTC' })).toEqual([
      'maxMessageCount',
      'timeZone',
    ])
  })
})
