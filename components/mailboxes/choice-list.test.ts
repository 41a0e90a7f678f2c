import { describe, expect, it } from 'vitest'
import { findChoices } from './choice-list'
import { inOrderOfNames, localeChoices, timeZoneChoices } from './long-choices'

const values = (found: { value: string }[]) => found.map(({ value }) => value)

describe('long choices', () => {
  it('find a locale by tag, by language and by country', () => {
    const locales = localeChoices()
    expect(values(findChoices(locales, 'de-CH'))[0]).toBe('de-CH')
    expect(values(findChoices(locales, 'german switz'))).toEqual(['de-CH', 'gsw-CH'])
    expect(values(findChoices(locales, 'en'))[0]).toMatch(/^en/)
    expect(findChoices(locales, 'klingonia')).toEqual([])
    expect(findChoices(locales, '')).toHaveLength(locales.length)
    expect(values(findChoices(locales, '', 'zu'))[0]).toBe('zu')
    expect(findChoices(locales, '', 'zu')).toHaveLength(locales.length)
  })

  it('stand in the order of their names, those without one last', () => {
    const choices = ['aa (Djibouti)', 'Zulu', 'aa', 'Afrikaans'].map((label) => ({ value: label, label, detail: null }))
    expect(values(inOrderOfNames(choices))).toEqual(['Afrikaans', 'Zulu', 'aa', 'aa (Djibouti)'])
  })

  it('find a time zone by city and by offset', () => {
    const zones = timeZoneChoices(Date.UTC(2026, 0, 15))
    expect(values(findChoices(zones, 'los angeles'))).toEqual(['America/Los_Angeles'])
    expect(values(findChoices(zones, '+05:45'))).toContain('Asia/Katmandu')
    expect(zones.find(({ value }) => value === 'Europe/Zurich')?.detail).toBe('UTC+01:00')
  })
})
