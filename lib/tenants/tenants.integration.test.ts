import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { migrateDatabase } from '@/lib/db/migrate'
import { startTestServer } from '@/lib/testing/database'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'
import { portalHistorySchema, tenantFiguresSchema } from './charts-schema'
import { tenantDetailSchema, tenantFilterSchema, tenantListSchema } from './schema'
import { createTenant } from './server/create-tenant'
import { deleteTenant } from './server/delete-tenant'
import { tenantsFeed } from './server/feed'
import { getPortalHistory } from './server/get-portal-history'
import { getTenant } from './server/get-tenant'
import { getTenantFigures } from './server/get-tenant-figures'
import { listTenants } from './server/list-tenants'
import { updateTenant } from './server/update-tenant'

let server: Awaited<ReturnType<typeof startTestServer>>
let prometheus: PrometheusServer

const nowSeconds = Math.floor(Date.now() / 1000)

/** An hour up to a few minutes after now: t1 answers 200, t2 has answered 503 for ten minutes, `extra` is in no database. */
function samples(): string {
  const lines: string[] = []
  for (const [id, code] of [
    ['t1', () => 200],
    ['t2', (at: number) => (at > nowSeconds - 600 ? 503 : 200)],
    ['extra', () => 200],
  ] as const) {
    for (let at = nowSeconds - 3600; at < nowSeconds + 300; at += 30) {
      lines.push(`Portal_HTTP_Status{instance="${id}",cloud="azure",job="portal_probe"} ${code(at)} ${at}`)
    }
  }
  for (let at = nowSeconds - 3600; at < nowSeconds + 300; at += 30) {
    lines.push(`push_time_seconds{instance="",job="portal_probe"} ${at - 5} ${at}`)
  }
  for (let at = nowSeconds - 3600; at < nowSeconds + 300; at += 30) {
    lines.push(`agent_logged_in_agents{tenant="t1",pod="voice-agent-59fd95d95c-fxwlc",container="voice-agent"} 7 ${at}`)
  }
  return lines.join('\n')
}

beforeAll(async () => {
  ;[server, prometheus] = await Promise.all([startTestServer(), startPrometheus(samples())])
  Object.assign(process.env, {
    DATABASE_URL: server.databaseUrl,
    NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
    LOG_LEVEL: 'silent',
    PROMETHEUS_URL: prometheus.url,
  })
  await migrateDatabase({ databaseUrl: server.databaseUrl })
}, 120_000)

afterAll(async () => {
  tenantsFeed().stop()
  await closeDatabase()
  await server?.stop()
  await prometheus?.stop()
})

const administrator: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['administrator'],
}
const author = { actor: administrator, requestId: 'request-1' }
const operator = { actor: { ...administrator, roles: ['operator' as const] } }

const tenant = (id: string) => ({
  id,
  name: `Tenant ${id}`,
  region: 'default',
  cloud: 'azure',
  portalUrl: `https://${id}.example/`,
  enabled: true,
})

async function entries(id: string) {
  return db().auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
}

describe('writes', () => {
  beforeEach(() => db().tenant.deleteMany())

  it('add a tenant with its audit row', async () => {
    expect(await createTenant(author, tenant('w1'))).toMatchObject({ ...tenant('w1'), version: 1 })
    expect(await entries('w1')).toMatchObject([
      { action: 'tenant.create', tenantId: 'w1', actorId: administrator.id, requestId: 'request-1', before: null },
    ])
    await expect(createTenant(author, tenant('w1'))).rejects.toMatchObject({
      code: 'conflict',
      fields: [{ path: 'id' }],
    })
    expect(await entries('w1')).toHaveLength(1)
  })

  it('refuse a region that nobody would probe', async () => {
    const elsewhere = { ...tenant('w2'), region: 'mars' }
    await expect(createTenant(author, elsewhere)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [{ path: 'region', message: expect.stringContaining('default') }],
    })
    await createTenant(author, tenant('w2'))
    await expect(updateTenant(author, 'w2', 1, { region: 'mars' })).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('have one winner of several who change the same version', async () => {
    await createTenant(author, tenant('w3'))
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => updateTenant(author, 'w3', 1, { name: `Name ${index}` })),
    )
    const won = attempts.filter((attempt) => attempt.status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') {
        expect(attempt.reason).toMatchObject({ code: 'conflict', message: expect.stringContaining('tenant w3') })
      }
    }
    const changes = (await entries('w3')).filter((entry) => entry.action === 'tenant.update')
    expect(changes).toMatchObject([{ before: { name: 'Tenant w3' }, after: { name: won[0]?.value.name } }])
  })

  it('change only what is sent', async () => {
    await createTenant(author, tenant('w4'))
    expect(await updateTenant(author, 'w4', 1, { enabled: false })).toMatchObject({
      ...tenant('w4'),
      enabled: false,
      version: 2,
    })
  })

  it('remove a tenant only at the version that was seen, and keep what it was', async () => {
    await createTenant(author, tenant('w5'))
    await updateTenant(author, 'w5', 1, { name: 'Renamed' })
    await expect(deleteTenant(author, 'w5', 1)).rejects.toMatchObject({ code: 'conflict' })
    await deleteTenant(author, 'w5', 2)
    await expect(deleteTenant(author, 'w5', 2)).rejects.toMatchObject({ code: 'not-found' })
    expect((await entries('w5')).at(-1)).toMatchObject({
      action: 'tenant.delete',
      before: { name: 'Renamed' },
      after: null,
    })
  })

  it('remove a tenant with its voicemail settings, and keep each of them as it was', async () => {
    await createTenant(author, tenant('w8'))
    const tenantId = 'w8'
    await db().dialPlan.update({ where: { tenantId }, data: { switchName: 'sip-w8' } })
    await db().voicemailSystem.update({ where: { tenantId }, data: { outputPhoneNumber: '4711' } })
    const texts = { emailBody: 'Dear agent', emailSubject: 'A message' }
    const { id } = await db().voicemailProfile.create({ data: { tenantId, name: 'Sales', ...texts } })
    await deleteTenant(author, 'w8', 1)
    const kept = await db().auditEntry.findMany({ where: { tenantId, requestId: 'request-1' }, orderBy: { id: 'asc' } })
    const deletions = kept.filter((entry) => entry.action.endsWith('.delete'))
    expect(deletions.map((entry) => entry.action)).toEqual([
      'dial-plan.delete',
      'voicemail-system.delete',
      'voicemail-profile.delete',
      'voicemail-profile.delete',
      'tenant.delete',
    ])
    expect(deletions[0]).toMatchObject({ before: { switchName: 'sip-w8' }, after: null, entityId: 'w8' })
    expect(deletions[1]).toMatchObject({ before: { outputPhoneNumber: '4711' }, after: null })
    expect(deletions.find((entry) => entry.entityId === id)).toMatchObject({
      before: { name: 'Sales', retentionDays: 60, ...texts },
      after: null,
    })
  })

  it('are closed to those without the permission', async () => {
    await createTenant(author, tenant('w6'))
    for (const call of [
      () => createTenant(operator, tenant('w7')),
      () => updateTenant(operator, 'w6', 1, { enabled: false }),
      () => deleteTenant(operator, 'w6', 1),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(await db().tenant.findMany()).toMatchObject([{ id: 'w6', version: 1 }])
  })
})

describe('the list', () => {
  const list = async (filter: object = {}) =>
    tenantListSchema.parse(await listTenants(tenantFilterSchema.parse(filter)))

  beforeAll(async () => {
    await db().tenant.deleteMany()
    for (const id of ['t1', 't2', 't3']) await createTenant(author, tenant(id))
    await createTenant(author, { ...tenant('t4'), enabled: false })
  })

  it('joins database and Prometheus, and says since when', async () => {
    await tenantsFeed().refreshAfterWrite()
    const { items, summary, sources } = await list()
    expect(items.map(({ id, status, httpStatus, registered }) => [id, status, httpStatus, registered])).toEqual([
      ['extra', 'ok', 200, false],
      ['t1', 'ok', 200, true],
      ['t2', 'failing', 503, true],
      ['t3', 'no-data', null, true],
      ['t4', 'paused', null, true],
    ])
    const since = Date.parse(items[2]?.since ?? '') / 1000
    expect(Math.abs(since - (nowSeconds - 600))).toBeLessThan(120)
    expect(items[2]?.sinceAtLeast).toBe(false)
    expect(summary).toMatchObject({ total: 5, unregistered: 1, byStatus: { ok: 2, failing: 1, paused: 1 } })
    expect(sources.map(({ name, status }) => [name, status])).toEqual([
      ['postgresql', 'ok'],
      ['prometheus', 'ok'],
    ])
  })

  it('pages and filters on the server', async () => {
    expect(await list({ status: 'failing' })).toMatchObject({ total: 1, items: [{ id: 't2' }] })
    const page = await list({ sort: 'status', limit: 2, offset: 1 })
    expect(page).toMatchObject({ total: 5, items: [{ id: 't3' }, { id: 't4' }] })
    expect(page.summary.total).toBe(5)
  })

  it('has the detail, the history and the figures of one tenant', async () => {
    expect(tenantDetailSchema.parse(await getTenant('t2')).tenant).toMatchObject({ id: 't2', status: 'failing' })
    await expect(getTenant('nobody')).rejects.toMatchObject({ code: 'not-found' })
    const history = portalHistorySchema.parse(await getPortalHistory({ id: ['nobody', 't2', 't3'], range: '24h' }))
    expect(history.items.map(({ id, buckets }) => [id, buckets?.length ?? null])).toEqual([
      ['nobody', null],
      ['t2', 144],
      ['t3', 144],
    ])
    expect(history.items[1]?.buckets?.some(({ worstCode }) => worstCode === 503)).toBe(true)
    expect(history.items[2]?.buckets?.every(({ status }) => status === 'no-data')).toBe(true)
    const figures = tenantFiguresSchema.parse(await getTenantFigures('t1', { range: '15m' }))
    expect(figures.figures).toMatchObject([{ metric: 'agent_logged_in_agents', value: 7 }])
  })

  it('goes on with its last tenants while the database is down, and refuses writes with a sentence', async () => {
    await server.postgres.stop()
    await tenantsFeed().refresh()
    const { items, sources } = await list()
    expect(items.map(({ id, status }) => [id, status])).toContainEqual(['t2', 'failing'])
    expect(items.find(({ id }) => id === 't1')?.name).toBe('Tenant t1')
    expect(sources[0]).toMatchObject({ name: 'postgresql', status: 'stale', error: { kind: 'network' } })
    await expect(updateTenant(author, 't1', 1, { name: 'X' })).rejects.toMatchObject({
      code: 'unavailable',
      message: "Changes can't be saved while the database is down; what you typed stays here.",
    })
    await expect(getTenant('nobody')).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('recovers by itself, and then shows Prometheus as stale when that goes', async () => {
    await server.postgres.start()
    await expect
      .poll(
        () =>
          db()
            .tenant.count()
            .catch(() => 0),
        { timeout: 15_000 },
      )
      .toBe(4)
    await tenantsFeed().refresh()
    expect((await list()).sources[0]?.status).toBe('ok')
    await prometheus.stop()
    await tenantsFeed().refresh()
    const { items, sources } = await list()
    expect(items.find(({ id }) => id === 't1')).toMatchObject({
      status: 'stale',
      httpStatus: null,
      lastHttpStatus: 200,
      reason: 'Prometheus does not answer; last heard: HTTP 200',
    })
    expect(items.find(({ id }) => id === 't4')?.status).toBe('paused')
    expect(sources[1]).toMatchObject({ name: 'prometheus', status: 'stale' })
    const history = await getPortalHistory({ id: ['t1'], range: '7d' })
    expect(history).toMatchObject({ items: [{ id: 't1', buckets: null }], sources: [{ error: { kind: 'network' } }] })
  })
})
