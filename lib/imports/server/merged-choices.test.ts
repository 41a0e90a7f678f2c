import { describe, expect, it } from 'vitest'
import { mergedChoices } from './merged-choices'

const sales = '01a1fa73-d073-71cf-bcbc-c38e6167fc29'
const desk = '01a1fa73-d073-71cf-bcbc-c38e6167fc30'

describe('choices of an import', () => {
  it('add up, the later word counting, whatever its capitals', () => {
    const known = { newOwner: 'Ada', mapping: { notes: null }, profiles: { Vertrieb: sales, VIP: sales } }
    expect(mergedChoices(known, { mapping: { dn: 'number' }, profiles: { vertrieb: desk } })).toEqual({
      newOwner: 'Ada',
      mapping: { notes: null, dn: 'number' },
      profiles: { vertrieb: desk, VIP: sales },
    })
  })

  it('are taken back by null', () => {
    const known = { newOwner: 'Ada', profiles: { Vertrieb: sales } }
    expect(mergedChoices(known, { newOwner: null, profiles: { VERTRIEB: null } })).toEqual({
      mapping: {},
      profiles: {},
    })
  })

  it('have an end', () => {
    const profiles = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`p${at}`, sales]))
    expect(() => mergedChoices({}, { profiles })).toThrow('more than 500 entries')
  })
})
