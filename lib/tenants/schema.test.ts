import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyQuerySchema } from './charts-schema'
import {
  createTenantSchema,
  heardTenantParamsSchema,
  portalUrlSchema,
  tenantFilterSchema,
  tenantIdSchema,
  updateTenantSchema,
} from './schema'

const tenant = {
  id: 't2100',
  name: 'Alder Bank',
  region: 'westeurope',
  cloud: 'azure',
  portalUrl: 'https://p.example/',
}

describe('createTenantSchema', () => {
  it('takes a tenant, trims its name, and checks its portal unless told otherwise', () => {
    expect(createTenantSchema.parse({ ...tenant, name: ' Alder Bank ' })).toEqual({ ...tenant, enabled: true })
    expect(createTenantSchema.parse({ ...tenant, enabled: false }).enabled).toBe(false)
  })

  it.each([
    ['id', { id: '' }],
    ['id', { id: 't 1' }],
    ['id', { id: '.t1' }],
    ['id', { id: 't1-' }],
    ['id', { id: 'x'.repeat(64) }],
    ['id', { id: 'history' }],
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(121) }],
    ['region', { region: 'West Europe' }],
    ['cloud', { cloud: 'Azure' }],
    ['portalUrl', { portalUrl: 'p.example' }],
  ])('refuses a wrong %s: %j', (field, change) => {
    const issues = createTenantSchema.safeParse({ ...tenant, ...change }).error?.issues ?? []
    expect(issues.map((issue) => issue.path[0])).toContain(field)
  })
})

describe('portalUrlSchema', () => {
  it.each([
    ['https://p.example', 'https://p.example/'],
    ['http://T2100.Portal.localhost:8080/start', 'http://t2100.portal.localhost:8080/start'],
    [' https://p.example/ ', 'https://p.example/'],
  ])('writes %s as %s', (given, kept) => expect(portalUrlSchema.parse(given)).toBe(kept))

  it.each([
    'ftp://p.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//p.example/',
    'https://user:secret@p.example/',
    'https://user@p.example/',
    `https://p.example/${'x'.repeat(2048)}`,
    'https://p ex.example/',
  ])('refuses %s', (given) => expect(portalUrlSchema.safeParse(given).success).toBe(false))

  it('keeps nothing that the database would refuse', () => {
    fc.assert(
      fc.property(fc.tuple(fc.constantFrom('https://', 'http:', 'https:\\\\', ''), fc.string()), ([scheme, rest]) => {
        const text = `${scheme}${rest}`
        const parsed = portalUrlSchema.safeParse(text)
        if (parsed.success) expect(parsed.data).toMatch(/^https?:\/\/\S+$/)
      }),
    )
  })
})

describe('tenantIdSchema', () => {
  it('is a label value, a path step and a database key alike', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 70 }), (text) => {
        if (tenantIdSchema.safeParse(text).success) expect(encodeURIComponent(text)).toBe(text)
      }),
    )
  })
})

describe('updateTenantSchema', () => {
  it('changes only what is sent', () => {
    expect(updateTenantSchema.parse({ enabled: false, version: 3 })).toEqual({ enabled: false, version: 3 })
  })
  it.each([{}, { version: 3 }, { unknown: 1 }, { enabled: 'yes' }, { name: '', version: 1 }])('refuses %j', (body) =>
    expect(updateTenantSchema.safeParse(body).success).toBe(false),
  )
})

describe('queries', () => {
  it('reads lists out of an address', () => {
    expect(tenantFilterSchema.parse({ status: 'failing,stale', region: '', limit: '8', q: 'al' })).toMatchObject({
      status: ['failing', 'stale'],
      region: [],
      limit: 8,
      offset: 0,
      sort: 'id',
    })
    expect(tenantFilterSchema.safeParse({ status: 'broken' }).success).toBe(false)
    expect(tenantFilterSchema.safeParse({ limit: '1001' }).success).toBe(false)
  })

  it('asks history once for each of at most 100 tenants, in one order', () => {
    expect(historyQuerySchema.parse({ id: ['t2', 't1', 't2'] })).toEqual({ id: ['t1', 't2'], range: '24h' })
    expect(historyQuerySchema.parse({ id: 't1' }).id).toEqual(['t1'])
    const many = Array.from({ length: 101 }, (_, index) => `t${index}`)
    for (const id of [undefined, '', [], many]) expect(historyQuerySchema.safeParse({ id }).success).toBe(false)
    expect(historyQuerySchema.safeParse({ id: 't1', range: '30d' }).success).toBe(false)
  })

  it('reads whatever a label says, and creates only what our own rule allows', () => {
    const odd = ['pushgateway:9091', 'a,b', '50 %', 'say "hi"']
    expect(historyQuerySchema.parse({ id: odd }).id).toEqual([...odd].sort())
    for (const id of odd) {
      expect(heardTenantParamsSchema.parse({ id })).toEqual({ id })
      expect(heardTenantParamsSchema.parse({ id: encodeURIComponent(id) })).toEqual({ id })
      expect(tenantIdSchema.safeParse(id).success).toBe(false)
    }
  })
})
