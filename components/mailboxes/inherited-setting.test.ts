import { describe, expect, it } from 'vitest'
import { effectiveSettings } from '@/lib/mailboxes/effective-settings'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { profileDefaults } from '@/lib/voicemail-profiles/vocabulary'
import { inheritedSetting, type SettingsBasis } from './inherited-setting'
import { inheritedValue } from './mailbox-words'

const profile = (id: string, name: string, maxMessageCount: number): VoicemailProfile => ({
  ...profileDefaults,
  id,
  name,
  maxMessageCount,
  tenantId: 't1',
  builtIn: name === 'SystemProfile',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  version: 1,
  mailboxCount: 0,
  replacement: null,
})
const builtIn = profile('p0', 'SystemProfile', 100)
const sales = profile('p1', 'Sales', 20)
const own = {
  maxMessageCount: 7,
  activeGreetingType: null,
  maxDurationSeconds: null,
  outputPhoneNumber: null,
  profileId: 'p1',
  locale: null,
  timeZone: 'UTC',
}
const system = { outputPhoneNumber: null, locale: 'en-US', timeZone: 'America/Los_Angeles' }
const basis: SettingsBasis = {
  tenantId: 't1',
  profileName: 'Sales',
  effective: effectiveSettings(own, sales, builtIn, system),
  unknownValues: [],
}

describe('an inherited setting', () => {
  it('follows the profile that is chosen in the form, before it is saved', () => {
    const profiles = [builtIn, sales]
    expect(inheritedSetting(basis, 'maxMessageCount', 'p1', profiles)).toEqual({
      raw: 20,
      text: '20',
      source: { origin: 'profile', profile: { id: 'p1', name: 'Sales' } },
    })
    expect(inheritedSetting(basis, 'maxMessageCount', inheritedValue, profiles)).toMatchObject({
      raw: 100,
      source: { origin: 'system', profile: { name: 'SystemProfile' } },
    })
  })

  it('is what came with the mailbox while the list of profiles is older', () => {
    const older = [builtIn, { ...sales, maxMessageCount: 5 }]
    expect(inheritedSetting(basis, 'maxMessageCount', 'p1', older)).toMatchObject({ raw: 20, text: '20' })
  })

  it('is what the server said as long as the profiles are not known, and nothing that only they could say', () => {
    expect(inheritedSetting(basis, 'maxMessageCount', 'p1', null)).toMatchObject({
      raw: 20,
      source: { origin: 'profile', profile: { name: 'Sales' } },
    })
    expect(inheritedSetting(basis, 'maxMessageCount', 'p9', null)).toBeNull()
    expect(inheritedSetting(basis, 'profileId', 'p1', null)).toMatchObject({ raw: 'p0', text: 'SystemProfile' })
  })

  it('is the system’s for all else', () => {
    expect(inheritedSetting(basis, 'timeZone', 'p1', [builtIn, sales])).toEqual({
      raw: 'America/Los_Angeles',
      text: 'America/Los_Angeles',
      source: { origin: 'system', profile: null },
    })
    expect(inheritedSetting(basis, 'outputPhoneNumber', 'p1', null)).toMatchObject({ text: 'System (Not Set)' })
    expect(inheritedSetting(basis, 'profileId', 'p1', [builtIn, sales])).toMatchObject({ text: 'SystemProfile' })
  })
})
