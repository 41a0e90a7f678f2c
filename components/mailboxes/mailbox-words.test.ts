import { describe, expect, it } from 'vitest'
import { fieldText, inheritedValue, localeName, mailboxPath, timeZoneOffset } from './mailbox-words'

describe('words of mailboxes', () => {
  it('name locales, and do not invent a name', () => {
    expect(localeName('de-CH')).toBe('German (Switzerland)')
    expect(localeName('en-US')).toBe('English (United States)')
    expect(localeName('qqz')).toBeNull()
    expect(localeName('not a locale')).toBeNull()
  })

  it('tell a zone’s offset at a moment, in summer and in winter', () => {
    const [january, july] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)]
    expect(timeZoneOffset('America/Los_Angeles', january)).toBe('UTC−08:00')
    expect(timeZoneOffset('America/Los_Angeles', july)).toBe('UTC−07:00')
    expect(timeZoneOffset('Asia/Kathmandu', july)).toBe('UTC+05:45')
    expect(timeZoneOffset('UTC', july)).toBe('UTC+00:00')
    expect(timeZoneOffset('America/Atlantis', july)).toBeNull()
  })

  it('say values as people read them', () => {
    const profiles = new Map([['p1', '<b>Sales</b>']])
    expect(fieldText('profileId', 'p1', profiles)).toBe('<b>Sales</b>')
    expect(fieldText('profileId', 'p2', profiles)).toBe('a profile that is gone (p2)')
    expect(fieldText('activeGreetingType', 'extended-absence')).toBe('Extended Absence')
    expect(fieldText('type', 'agent-group')).toBe('Agent group')
    expect(fieldText('owner', 'agent')).toBe('agent')
    expect(fieldText('maxDurationSeconds', 30)).toBe('30 s')
    expect(fieldText('outputPhoneNumber', null)).toBe('System (Not Set)')
    expect(fieldText('locale', 'fr-CA')).toBe('fr-CA · French (Canada)')
    expect(fieldText('timeZone', inheritedValue)).toBe('inherited')
  })

  it('give addresses', () => {
    expect(mailboxPath('a b', 'x')).toBe('/mailboxes/a%20b/x')
  })
})
