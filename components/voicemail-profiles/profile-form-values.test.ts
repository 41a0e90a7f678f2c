import { describe, expect, it } from 'vitest'
import { profileFormSchema, type VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { profileDefaults } from '@/lib/voicemail-profiles/vocabulary'
import {
  newProfileFormValues,
  profileEffect,
  profileValueText,
  toCreateProfile,
  toProfileFormValues,
} from './profile-form-values'

const sales: VoicemailProfile = {
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  tenantId: 't1',
  name: 'Sales',
  builtIn: false,
  ...profileDefaults,
  createdAt: '2026-11-20T12:00:00.000Z',
  updatedAt: '2026-11-20T12:00:00.000Z',
  version: 1,
  mailboxCount: 12,
  replacement: null,
}
const values = toProfileFormValues(toCreateProfile(sales))
const reach = { mailboxes: 12, inheriting: { maxMessageCount: 5, maxDurationSeconds: 0 } }

describe('the values of the form', () => {
  it('come back from the form as they went in', () => {
    expect(profileFormSchema.parse(values)).toEqual({ name: 'Sales', ...profileDefaults })
  })

  it('of a new profile are the documented ones, of a copy those of its model', () => {
    expect(newProfileFormValues(null)).toMatchObject({ name: '', maxDurationSeconds: '30', retentionDays: '60' })
    expect(newProfileFormValues({ ...sales, maxMessageCount: 7 })).toMatchObject({
      name: 'Copy of Sales',
      maxMessageCount: '7',
    })
    expect(newProfileFormValues({ ...sales, name: 'x'.repeat(80) }).name).toHaveLength(80)
    // No half of a character at the end.
    expect(newProfileFormValues({ ...sales, name: `${'x'.repeat(71)}😀` }).name).toBe(`Copy of ${'x'.repeat(71)}`)
  })
})

describe('profileEffect', () => {
  it('is nothing while nothing changes, blanks around a value included', () => {
    expect(profileEffect(values, { ...values, name: ' Sales ', maxMessageCount: '100 ' }, reach)).toEqual([])
  })

  it('counts only mailboxes that follow: those with a value of their own do not', () => {
    const typed = { ...values, maxMessageCount: '50', maxDurationSeconds: '60', retentionDays: '10' }
    expect(profileEffect(values, typed, reach)).toEqual([
      { label: 'Max Duration', before: '30 s', after: '60 s', mailboxes: 0 },
      { label: 'Max Message Count', before: '100', after: '50', mailboxes: 5 },
      { label: 'Retention Limit', before: '60 days', after: '10 days', mailboxes: 12 },
    ])
  })

  it('claims no count that nobody made', () => {
    expect(profileEffect(values, { ...values, voicemailForwarding: true }, null)).toEqual([
      { label: 'Voicemail Forwarding', before: 'off', after: 'on', mailboxes: null },
    ])
  })

  it('shows the beginning of a long text, on one line', () => {
    expect(profileValueText('emailBody', `a\n\nb${'c'.repeat(100)}`)).toBe(`a b${'c'.repeat(57)} …`)
    expect(profileValueText('emailFromAddress', ' ')).toBe('none')
  })
})
