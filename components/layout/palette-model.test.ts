import { describe, expect, it } from 'vitest'
import { paletteScore, searchAddress, searchAnswerSchema, toEntries } from './palette-model'

describe('palette search', () => {
  it('escapes what was typed', () => {
    expect(searchAddress('/api/tenants', ' a&b=c ')).toBe('/api/tenants?q=a%26b%3Dc&limit=8')
  })

  it('turns rows of any list into entries, with their address escaped', () => {
    const answer = searchAnswerSchema.parse({
      items: [{ id: 'a/b', name: 'Acme', region: 'eu', portalUrl: 'x' }],
      total: 1,
    })
    expect(toEntries(answer, '/tenants/:id')).toEqual([
      { id: 'a/b', label: 'Acme', hint: 'eu', href: '/tenants/a%2Fb', keywords: ['a/b'] },
    ])
  })

  it('takes an address that a row brings along, as long as it stays in this console', () => {
    const row = { id: 'm1', name: '0042 · Ada', hint: 'Agent', href: '/mailboxes/t1/m1' }
    expect(toEntries(searchAnswerSchema.parse({ items: [row] }), '/mailboxes')).toMatchObject([
      { label: '0042 · Ada', hint: 'Agent', href: '/mailboxes/t1/m1' },
    ])
    for (const href of ['//elsewhere.example', 'https://elsewhere.example', 'javascript:alert(1)']) {
      expect(searchAnswerSchema.safeParse({ items: [{ ...row, href }] }).success).toBe(false)
    }
  })
})

describe('paletteScore', () => {
  const imports = ['Imports', 'voicemail', 'import', 'csv', 'bulk', 'upload', 'file']
  const orchestration = ['Orchestration Service', 'ors', 'voice-ors']

  it('puts the very name first, then its beginning, then letters in order', () => {
    const exact = paletteScore('services ors', 'Voice-ORS', orchestration)
    const begun = paletteScore('services ors', 'orch', orchestration)
    const letters = paletteScore('page overview', 'ovw', ['Overview'])
    expect(exact).toBe(1)
    expect(begun).toBeLessThan(exact)
    expect(letters).toBeLessThan(begun)
    expect(letters).toBeGreaterThan(0)
  })

  it('drops what does not fit', () => {
    expect(paletteScore('page imports', 'xyz', imports)).toBe(0)
    expect(paletteScore('page imports', 'voice-ors', imports)).toBe(0)
    expect(paletteScore('page imports', 'ors', imports)).toBe(0)
  })
})
