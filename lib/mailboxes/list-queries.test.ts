import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterSearch, mailboxExportPath, mailboxSearch, readFilterSearch } from './list-queries'
import { mailboxFilterSchema } from './schema'

const nothing = mailboxFilterSchema.parse({})

describe('a question as text', () => {
  it('leaves out what is usual, so that equal questions are equal', () => {
    expect(mailboxSearch({ ...nothing, sort: 'number', order: 'asc' })).toBe('')
    expect(mailboxSearch({ ...nothing, locale: ['de-CH', 'de-AT'], q: 'ma x', sort: 'owner', order: 'desc' })).toBe(
      'locale=de-AT%2Cde-CH&order=desc&q=ma+x&sort=owner',
    )
  })

  it('has a part that decides what matches', () => {
    expect(filterSearch('order=desc&q=ma&sort=owner')).toBe('q=ma')
    expect(mailboxExportPath('t/1', 'q=ma')).toBe('/api/tenants/t%2F1/mailboxes/export?q=ma')
    expect(mailboxExportPath('t1', '')).toBe('/api/tenants/t1/mailboxes/export')
  })

  it('gives the filter back, and the server reads the same', () => {
    const filter = fc.record({
      q: fc.string({ maxLength: 20 }),
      type: fc.subarray(['agent', 'agent-group'] as const),
      profile: fc.constant<string[]>([]),
      greeting: fc.subarray(['personal', 'standard'] as const),
      locale: fc.subarray(['de-CH', 'en-US']),
      timeZone: fc.subarray(['Asia/Tokyo', 'Europe/Zurich']),
      overrides: fc.constantFrom('any' as const, 'some' as const, 'none' as const),
      deleted: fc.boolean(),
    })
    fc.assert(
      fc.property(filter, (asked) => {
        const search = mailboxSearch(asked)
        expect(readFilterSearch(search)).toEqual(asked)
        expect(mailboxFilterSchema.parse(Object.fromEntries(new URLSearchParams(search)))).toEqual(asked)
      }),
    )
  })
})
