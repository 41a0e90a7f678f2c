import { describe, expect, it } from 'vitest'
import { searchAddress, searchAnswerSchema, toEntries } from './palette-model'

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
