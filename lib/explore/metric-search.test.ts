import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildMetrics } from './metric-list'
import { searchMetrics } from './metric-search'

const names = ['up', 'jobs_total', 'job_state', 'redis_up']
const entries = buildMetrics({
  names,
  metadata: { jobs_total: [{ type: 'counter', help: 'Done by the worker.', unit: '' }] },
})
const search = (q: string, more: { group?: string; offset?: number; limit?: number } = {}) =>
  searchMetrics(entries, { q, group: '', offset: 0, limit: 500, ...more })

describe('searchMetrics', () => {
  it('has all without a search, in the order of the list', () => {
    const all = search('')
    expect(all.items).toEqual(entries)
    expect(all).toMatchObject({ total: entries.length, known: entries.length, nextOffset: null })
    expect(all.groups.at(-1)).toEqual({ id: 'other', label: 'Not documented', count: names.length })
  })

  it('puts the exact name first, with its group', () => {
    expect(search('up').items[0]?.name).toBe('up')
    expect(search('UP').items[0]?.name).toBe('up')
    expect(search('portal_http_status').items[0]?.name).toBe('Portal_HTTP_Status')
    expect(search('portal_http_status').groups[0]?.id).toBe('portal')
  })

  it('finds every word anywhere: name, description, service', () => {
    expect(search('worker').items.map(({ name }) => name)).toEqual(['jobs_total'])
    expect(search('total jobs').items[0]?.name).toBe('jobs_total')
    expect(search('sip cluster calls').items.every(({ service }) => service === 'sip-cluster')).toBe(true)
    expect(search('jobs no-such-word').total).toBe(0)
  })

  it('keeps to a group, whose siblings stay countable', () => {
    const portal = search('', { group: 'portal' })
    expect(portal.items.map(({ service }) => service)).toEqual(['portal'])
    expect(portal.groups.length).toBeGreaterThan(10)
    expect(portal).toMatchObject({ total: 1, known: entries.length })
  })

  it('pages through everything once', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'sip', 'kafka', 'total'), fc.integer({ min: 1, max: 90 }), (q, limit) => {
        const ids: string[] = []
        for (let offset: number | null = 0; offset !== null; ) {
          const page = search(q, { offset, limit })
          ids.push(...page.items.map(({ id }) => id))
          offset = page.nextOffset
        }
        expect(ids).toEqual(search(q).items.map(({ id }) => id))
      }),
      { numRuns: 30 },
    )
  })
})
