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
})
