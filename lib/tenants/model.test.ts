import { describe, expect, it } from 'vitest'
import { diffRows } from '@/lib/live/change'
import type { PortalReading } from './adapter'
import {
  buildTenantRows,
  filterTenants,
  pushedAt,
  type RegionReadings,
  summariseTenants,
  tenantFilterDefaults,
  troubledPortals,
  troubledStatuses,
  worstPortals,
} from './model'
import { type Tenant, type TenantFilter, type TenantRow, tenantFilterSchema, tenantRowSchema } from './schema'

const at = '2026-11-20T12:00:00.000Z'
const now = Date.parse(at) / 1000

const tenant = (id: string, change: Partial<Tenant> = {}): Tenant => ({
  id,
  name: `Tenant ${id}`,
  region: 'west',
  cloud: 'azure',
  portalUrl: `https://${id}.example/`,
  enabled: true,
  createdAt: at,
  updatedAt: at,
  version: 1,
  ...change,
})

const reading = (instance: string, code: number): [string, PortalReading] => [
  instance,
  {
    instance,
    job: 'portal_probe',
    group: '',
    cloud: 'aws',
    code,
    pushedAtSeconds: now - 10,
    ageSeconds: 10,
    durationSeconds: 0.05,
    failure: null,
  },
]

const region = (change: Partial<RegionReadings> = {}): RegionReadings => ({
  region: 'west',
  hearing: { prometheus: { status: 'ok', since: at }, gateway: null, staleAfterSeconds: 90 },
  readings: new Map(),
  since: new Map(),
  alerts: new Map(),
  ...change,
})

const rows = (tenants: Tenant[] | null, ...regions: RegionReadings[]) => buildTenantRows(tenants, regions, 90)

describe('tenantFilterDefaults', () => {
  it('is what the schema makes of no question', () => {
    expect(tenantFilterDefaults).toEqual(tenantFilterSchema.parse({}))
  })
})

describe('buildTenantRows', () => {
  it('joins database, status, beginning and alerts', () => {
    const [row] = rows(
      [tenant('t1')],
      region({
        readings: new Map([reading('t1', 503)]),
        since: new Map([['t1', { code: 503, since: at, atLeast: true, asked: true }]]),
        alerts: new Map([['t1', { critical: 1, warning: 0, info: 0, unknown: 0 }]]),
      }),
    )
    expect(tenantRowSchema.parse(row)).toMatchObject({
      id: 't1',
      name: 'Tenant t1',
      cloud: 'azure',
      registered: true,
      status: 'failing',
      httpStatus: 503,
      since: at,
      sinceAtLeast: true,
      alerts: { critical: 1 },
    })
  })

  it('counts no alerts as none only where Prometheus has answered', () => {
    expect(rows([tenant('t1')], region())[0]?.alerts).toEqual({ critical: 0, warning: 0, info: 0, unknown: 0 })
    expect(rows([tenant('t1')], region({ alerts: null }))[0]?.alerts).toBeNull()
  })

  it('shows tenants that only Prometheus knows, and says so', () => {
    const heard = region({ readings: new Map([reading('t1', 200), reading('t9', 503)]) })
    const [, extra] = rows([tenant('t1')], heard)
    expect(extra).toMatchObject({ id: 't9', name: null, cloud: 'aws', registered: false, status: 'failing' })
  })

  it('goes on with what Prometheus knows when the database was never readable', () => {
    const heard = region({ readings: new Map([reading('t1', 200)]) })
    const [row] = rows(null, heard)
    expect(tenantRowSchema.parse(row)).toMatchObject({ id: 't1', registered: null, enabled: null, status: 'ok' })
  })

  it('shows each tenant once, as the database has it', () => {
    const east = region({ region: 'east', readings: new Map([reading('t1', 503), reading('t8', 200)]) })
    const west = region({ readings: new Map([reading('t8', 200)]) })
    const found = rows([tenant('t1')], west, east)
    expect(found.map((row) => [row.id, row.region, row.status])).toEqual([
      ['t1', 'west', 'no-data'],
      ['t8', 'west', 'ok'],
    ])
  })

  it('knows nothing of a tenant whose region is not configured', () => {
    expect(rows([tenant('t1', { region: 'north' })], region())[0]).toMatchObject({ status: 'unknown', alerts: null })
  })

  it('orders ids as people count', () => {
    const found = rows(['t10', 't9', 'T2', 't100'].map((id) => tenant(id)))
    expect(found.map((row) => row.id)).toEqual(['T2', 't9', 't10', 't100'])
  })
})

describe('summariseTenants', () => {
  it('counts every word, also those nobody has', () => {
    const heard = region({ readings: new Map([reading('t1', 200), reading('t2', 500), reading('t7', 200)]) })
    const all = rows([tenant('t1'), tenant('t2'), tenant('t3', { enabled: false })], heard)
    const summary = summariseTenants(all, [heard])
    expect(summary).toEqual({
      total: 4,
      unregistered: 1,
      clouds: ['aws', 'azure'],
      pushes: { 'west/portal_probe': new Date((now - 10) * 1000).toISOString() },
      byStatus: { ok: 2, degraded: 0, failing: 1, starting: 0, paused: 1, stale: 0, 'no-data': 0, unknown: 0 },
    })
  })
})

describe('worstPortals', () => {
  it('are those that do not answer as they should, worst first, of equal ones the oldest first', () => {
    const row = (id: string, status: TenantRow['status'], since: string | null) => ({ id, status, since }) as TenantRow
    const found = worstPortals([
      row('t1', 'ok', null),
      row('t2', 'stale', at),
      row('t3', 'failing', null),
      row('t4', 'paused', at),
      row('t5', 'failing', at),
    ])
    expect(found.map(({ id }) => id)).toEqual(['t5', 't3', 't2'])
    expect(troubledPortals(7)).toMatchObject({ sort: 'status', limit: 7 })
    expect(troubledStatuses).not.toContain('ok')
  })
})

describe('a push that brings nothing new', () => {
  const thousand = Array.from({ length: 1000 }, (_, index) => `t${index}`)
  const pushed = (atSeconds: number) =>
    region({
      readings: new Map(
        thousand.map((id) => {
          const [, found] = reading(id, 200)
          return [id, { ...found, pushedAtSeconds: atSeconds, ageSeconds: now - atSeconds }]
        }),
      ),
    })
  const tenants = thousand.map((id) => tenant(id))

  it('changes the time once, and no row of a thousand', () => {
    const [before, after] = [pushed(now - 40), pushed(now - 10)]
    const change = diffRows(rows(tenants, before), rows(tenants, after))
    expect(change).toMatchObject({ upsert: [], remove: [] })
    const times = [before, after].map((heard) => summariseTenants(change.items, [heard]).pushes['west/portal_probe'])
    expect(times).toEqual([now - 40, now - 10].map((seconds) => new Date(seconds * 1000).toISOString()))
  })

  it('tells of each tenant when its own status was pushed, also of one whose probe died', () => {
    const [, dead] = reading('t5', 200)
    const heard = pushed(now - 10)
    const mixed = new Map(heard.readings).set('t5', {
      ...dead,
      job: 'other_probe',
      pushedAtSeconds: now - 900,
      ageSeconds: 900,
    })
    const of = region({ readings: mixed })
    const all = rows(tenants, of)
    const summary = summariseTenants(all, [of])
    const at = (id: string) => {
      const row = all.find((candidate) => candidate.id === id)
      return row && [row.status, pushedAt(row, summary)]
    }
    expect(at('t5')).toEqual(['stale', new Date((now - 900) * 1000).toISOString()])
    expect(at('t6')).toEqual(['ok', new Date((now - 10) * 1000).toISOString()])
    expect(pushedAt({ push: null }, summary)).toBeNull()
  })
})

describe('filterTenants', () => {
  const heard = region({ readings: new Map([reading('t1', 200), reading('t2', 500), reading('t10', 200)]) })
  const all = rows(
    [
      tenant('t1', { name: 'Alder Bank' }),
      tenant('t2', { name: 'Birch Rail', cloud: 'aws' }),
      tenant('t10', { name: 'alder Post' }),
      tenant('t3', { region: 'east', name: 'Cedar' }),
    ],
    heard,
  )
  const ids = (filter: Partial<Record<keyof TenantFilter, unknown>>) =>
    filterTenants(all, tenantFilterSchema.parse(filter)).map((row) => row.id)

  it.each([
    [{}, ['t1', 't2', 't3', 't10']],
    [{ order: 'desc' }, ['t10', 't3', 't2', 't1']],
    [{ q: 'ALDER' }, ['t1', 't10']],
    [{ q: 'alder bank' }, ['t1']],
    [{ q: 't1' }, ['t1', 't10']],
    [{ q: 't10.example' }, ['t10']],
    [{ q: 'nobody' }, []],
    [{ status: 'failing' }, ['t2']],
    [{ status: 'failing,ok' }, ['t1', 't2', 't10']],
    [{ region: 'east' }, ['t3']],
    [{ cloud: 'aws' }, ['t2']],
    [{ cloud: 'aws', status: 'ok' }, []],
    [{ sort: 'status' }, ['t2', 't3', 't1', 't10']],
    [{ sort: 'name', order: 'desc' }, ['t3', 't2', 't10', 't1']],
  ])('%j gives %j', (filter, expected) => expect(ids(filter)).toEqual(expected))

  it('leaves the list as it was', () => {
    const before = all.map((row) => row.id)
    ids({ sort: 'status', order: 'desc' })
    expect(all.map((row) => row.id)).toEqual(before)
  })
})
