import { expect, it } from 'vitest'
import { profileOf, profilesToSend } from './profiles-model'

const [sales, support] = ['01a1fa73-d073-71cf-bcbc-c38e6167fc29', '01a1fa73-d073-71cf-bcbc-c38e6167fc30']
const chosen = [{ name: 'Vertrieb', profileId: sales, profileName: 'Sales', from: 'memory' as const }]

it('sends what differs from what counts, and null for a word taken back', () => {
  expect(profilesToSend({}, chosen)).toEqual({})
  expect(profilesToSend({ Vertrieb: sales, Einkauf: '' }, chosen)).toEqual({})
  expect(profilesToSend({ Vertrieb: support, Einkauf: sales }, chosen)).toEqual({ Vertrieb: support, Einkauf: sales })
  expect(profilesToSend({ Vertrieb: '' }, chosen)).toEqual({ Vertrieb: null })
})

it('shows what was said before, until something else is', () => {
  expect(profileOf('Vertrieb', {}, chosen)).toBe(sales)
  expect(profileOf('Vertrieb', { Vertrieb: '' }, chosen)).toBe('')
  expect(profileOf('Einkauf', {}, chosen)).toBe('')
})
