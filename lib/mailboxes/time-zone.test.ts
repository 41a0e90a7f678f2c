import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalTimeZone, timeZones } from './time-zone'
import { unlistedTimeZones } from './time-zone-names'

describe('canonicalTimeZone', () => {
  it.each([
    ['us/pacific', 'US/Pacific'],
    ['EST5edt', 'EST5EDT'],
    ['etc/gmt+5', 'Etc/GMT+5'],
    ['gmt', 'GMT'],
    [' ASIA/KOLKATA ', 'Asia/Kolkata'],
    ['asia/calcutta', 'Asia/Calcutta'],
    ['africa/asmara', 'Africa/Asmara'],
    ['utc', 'UTC'],
  ])('spells %j as %s: an older name stays that name', (text, name) => {
    expect(canonicalTimeZone(text)).toBe(name)
  })

  it('spells each name in whatever capitals, those of the runtime and those it does not list', () => {
    const names = fc.constantFrom(...timeZones, ...unlistedTimeZones)
    fc.assert(
      fc.property(names, fc.nat(), (name, bits) => {
        const cased = (letter: string, at: number) =>
          (bits >> (at % 31)) & 1 ? letter.toUpperCase() : letter.toLowerCase()
        expect(canonicalTimeZone([...name].map(cased).join(''))).toBe(name)
      }),
      { numRuns: 1000 },
    )
  })

  it('knows every zone that CLDR names for Windows', () => {
    const names = windowsZones.supplemental.windowsZones.mapTimezones.flatMap(({ mapZone }) => mapZone._type.split(' '))
    expect(names.length).toBeGreaterThan(400)
    expect(names.filter((name) => name !== '' && canonicalTimeZone(name.toLowerCase()) !== name)).toEqual([])
  })

  it.each(['+02:00', 'PST', 'IST', 'SystemV/PST8', 'Factory', 'Mars/Olympus', 'Etc/GMT+99', '', 'constructor'])(
    'knows no zone %j',
    (text) => {
      expect(canonicalTimeZone(text)).toBeNull()
    },
  )
})
