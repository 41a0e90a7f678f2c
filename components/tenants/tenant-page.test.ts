import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { statusRank } from '@/lib/catalogue/model'
import { statusWords } from '@/lib/catalogue/vocabulary'
import { tenantSearch } from '@/lib/tenants/queries'
import { type TenantRow, tenantFilterSchema } from '@/lib/tenants/schema'
import { tenantSortFields } from '@/lib/tenants/vocabulary'
import {
  clampPage,
  emptyTenantView,
  isFiltered,
  pageFilter,
  readEvery,
  sortTenants,
  tenantPageSize,
} from './tenant-page'

function row(change: Partial<TenantRow>): TenantRow {
  return {
    id: 't1',
    name: 'Acme',
    region: 'west',
    cloud: 'azure',
    portalUrl: 'https://acme.example/',
    enabled: true,
    version: 1,
    registered: true,
    status: 'ok',
    httpStatus: 200,
    lastHttpStatus: 200,
    reason: 'HTTP 200',
    failureReason: null,
    responseTimeMs: 20,
    since: '2026-11-20T12:00:00.000Z',
    sinceAtLeast: false,
    push: 'default/portal_probe',
    alerts: { critical: 0, warning: 0, info: 0, unknown: 0 },
    ...change,
  }
}

const columns: DataTableColumn<TenantRow>[] = [
  { id: 'status', header: 'Status', value: (r) => r.status, sortValue: (r) => statusRank(r.status) },
  { id: 'response-time', header: 'Response', value: (r) => r.responseTimeMs },
  { id: 'history', header: 'History', value: (r) => r.id, sortable: false },
]

describe('pageFilter', () => {
  it('asks for one page in the order of the address', () => {
    expect(pageFilter({ ...emptyTenantView, q: 'acme' }, { id: 'since', desc: true }, 2)).toMatchObject({
      q: 'acme',
      sort: 'since',
      order: 'desc',
      offset: 2 * tenantPageSize,
      limit: tenantPageSize,
    })
  })

  it.each([null, { id: 'alerts', desc: true }])('falls back to the worst first for %j', (sort) => {
    expect(pageFilter(emptyTenantView, sort, 0)).toMatchObject({ sort: 'status', order: 'asc' })
  })

  it('is always a question that the server understands', () => {
    const view = fc.record({
      q: fc.string({ maxLength: 200 }),
      status: fc.subarray([...statusWords]),
      region: fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }),
      cloud: fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }),
    })
    fc.assert(
      fc.property(view, fc.string(), fc.boolean(), fc.nat(1000), (chosen, id, desc, page) => {
        expect(tenantFilterSchema.safeParse(pageFilter(chosen, { id, desc }, page)).success).toBe(true)
      }),
    )
  })
})

describe('tenantSearch', () => {
  it('is read by the server as the question it was made of', () => {
    const word = fc.stringMatching(/^[a-z0-9-]{1,10}$/)
    const view = fc.record({
      q: fc.string({ maxLength: 30 }),
      status: fc.subarray([...statusWords]),
      region: fc.uniqueArray(word, { maxLength: 3 }),
      cloud: fc.uniqueArray(word, { maxLength: 3 }),
    })
    const order = fc.record({ id: fc.constantFrom(...tenantSortFields, 'alerts'), desc: fc.boolean() })
    fc.assert(
      fc.property(view, order, fc.nat(50), (chosen, sort, page) => {
        const question = pageFilter(chosen, sort, page)
        const sorted = {
          ...question,
          status: [...question.status].sort(),
          region: [...question.region].sort(),
          cloud: [...question.cloud].sort(),
        }
        const address = new URLSearchParams(tenantSearch(question))
        expect(tenantFilterSchema.parse(Object.fromEntries(address))).toEqual(sorted)
      }),
    )
  })
})

describe('readEvery', () => {
  const every = Array.from({ length: 2500 }, (_, index) => row({ id: `t${index}` }))
  const question = pageFilter(emptyTenantView, null, 3)

  it('reads step after step until all are here', async () => {
    const asked: [number, number][] = []
    const rows = await readEvery(question, async ({ offset, limit }) => {
      asked.push([offset, limit])
      return { items: every.slice(offset, offset + limit), total: every.length }
    })
    expect(rows).toEqual(every)
    expect(asked).toEqual([
      [0, 1000],
      [1000, 1000],
      [2000, 1000],
    ])
  })

  it('ends when rows are deleted meanwhile, and holds none twice when they shift', async () => {
    const shifting = await readEvery(question, async ({ offset }) => {
      return offset === 0
        ? { items: every.slice(0, 1000), total: 2001 }
        : { items: every.slice(999, 1500), total: 1500 }
    })
    expect(shifting.map(({ id }) => id)).toEqual(every.slice(0, 1500).map(({ id }) => id))
    let asked = 0
    const emptied = async () => {
      asked += 1
      return { items: [], total: 5000 }
    }
    expect(await readEvery(question, emptied)).toEqual([])
    expect(asked).toBe(1)
  })

  it('fails as a whole when a step fails: half a list would look like a whole one', async () => {
    const failing = readEvery(question, async ({ offset }) => {
      if (offset > 0) throw new Error('away')
      return { items: every.slice(0, 1000), total: 2500 }
    })
    await expect(failing).rejects.toThrow('away')
  })
})

describe('sortTenants', () => {
  const rows = [
    row({ id: 't10', status: 'ok', responseTimeMs: null }),
    row({ id: 't9', status: 'failing', responseTimeMs: 30 }),
    row({ id: 't2', status: 'ok', responseTimeMs: 10 }),
  ]
  const ids = (sort: Parameters<typeof sortTenants>[3]) =>
    sortTenants(rows, emptyTenantView, columns, sort).map(({ id }) => id)

  it.each([
    [{ id: 'status', desc: false }, ['t9', 't2', 't10']],
    [{ id: 'status', desc: true }, ['t2', 't10', 't9']],
    [{ id: 'response-time', desc: false }, ['t2', 't9', 't10']],
    [{ id: 'response-time', desc: true }, ['t9', 't2', 't10']],
    [{ id: 'history', desc: true }, ['t2', 't9', 't10']],
    [{ id: 'nothing', desc: true }, ['t2', 't9', 't10']],
    [null, ['t2', 't9', 't10']],
  ])('%j', (sort, order) => {
    expect(ids(sort)).toEqual(order)
  })

  it('filters too', () => {
    const found = sortTenants(rows, { ...emptyTenantView, status: ['failing'] }, columns, null)
    expect(found.map(({ id }) => id)).toEqual(['t9'])
  })
})

describe('clampPage', () => {
  it.each([
    [0, 0, 0],
    [5, 0, 0],
    [0, 100, 0],
    [1, 100, 0],
    [1, 101, 1],
    [9, 250, 2],
  ])('page %i of %i rows is %i', (page, total, shown) => {
    expect(clampPage(page, total)).toBe(shown)
  })
})

describe('isFiltered', () => {
  it.each([
    [{}, false],
    [{ q: 'a' }, true],
    [{ status: ['ok' as const] }, true],
    [{ cloud: ['aws'] }, true],
  ])('%j: %s', (change, filtered) => {
    expect(isFiltered({ ...emptyTenantView, ...change })).toBe(filtered)
  })
})
