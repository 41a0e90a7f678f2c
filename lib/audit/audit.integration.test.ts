import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, database, db } from '@/lib/db/instance'
import { transaction } from '@/lib/db/transaction'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { auditQuerySchema } from './schema'
import { listAuditEntries } from './server/list-audit-entries'
import { writeAudit } from './write-audit'

let test: TestDatabase
const ada: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['auditor'],
}
const worker: Actor = { kind: 'system', name: 'worker' }

beforeAll(async () => {
  test = await createTestDatabase()
})

afterAll(async () => {
  await closeDatabase()
  await test.stop()
})

const tenant = { id: 't1', name: 'One', region: 'default', cloud: 'azure', portalUrl: 'https://one.example/' }

async function createWithAudit(id: string, actor: Actor = ada, fail = false): Promise<void> {
  await transaction(async (tx) => {
    const after = await tx.tenant.create({ data: { ...tenant, id } })
    const record = { actor, action: 'tenant.create', entityType: 'tenant', entityId: id, tenantId: id } as const
    await writeAudit(tx, { ...record, after: { ...after, passwordHash: 'S3CRET' }, requestId: 'request-9' })
    if (fail) throw new Error('the deed failed after its audit row')
  })
}

function list(query: Record<string, unknown>) {
  return listAuditEntries(ada, auditQuerySchema.parse(query))
}

describe('writeAudit', () => {
  it('keeps deed and row together', async () => {
    await createWithAudit('t1')
    const { items } = await list({ entityId: 't1' })
    expect(items).toMatchObject([
      {
        action: 'tenant.create',
        actorName: 'Ada',
        before: null,
        after: { id: 't1', version: 1 },
        requestId: 'request-9',
      },
    ])
    expect(JSON.stringify(items)).not.toContain('S3CRET')
  })

  it('loses both when the transaction is rolled back', async () => {
    await expect(createWithAudit('t2', ada, true)).rejects.toThrow('the deed failed')
    expect(await db().tenant.count({ where: { id: 't2' } })).toBe(0)
    expect((await list({ entityId: 't2' })).items).toEqual([])
  })

  it('loses the deed when the row is refused', async () => {
    await expect(createWithAudit('t3', { ...ada, id: 'not-a-uuid' })).rejects.toThrow()
    expect(await db().tenant.count({ where: { id: 't3' } })).toBe(0)
  })
})

describe('the audit log', () => {
  it.each([
    ['changed', "UPDATE audit_entries SET actor_name = 'Mallory'"],
    ['deleted', 'DELETE FROM audit_entries'],
    ['emptied', 'TRUNCATE audit_entries'],
    ['changed by a replica', "SET session_replication_role = replica; UPDATE audit_entries SET actor_name = 'Mallory'"],
  ])('cannot be %s', async (_how, sql) => {
    const before = await db().auditEntry.count()
    const client = await database().pool.connect()
    await expect(client.query(sql)).rejects.toThrow('append-only')
    client.release(true)
    expect(await db().auditEntry.count()).toBe(before)
    expect(before).toBeGreaterThan(0)
  })

  it('refuses a person without an id and words of another form', async () => {
    const entry = { actorKind: 'user', actorName: 'x', action: 'tenant.create', entityType: 'tenant', entityId: 't1' }
    await expect(db().auditEntry.create({ data: entry })).rejects.toThrow(/check constraint/)
    await expect(
      db().auditEntry.create({ data: { ...entry, actorKind: 'system', action: 'Something Else' } }),
    ).rejects.toThrow(/check constraint/)
  })

  it('is read in pages that stay true while entries arrive', async () => {
    for (let n = 10; n < 17; n += 1) await createWithAudit(`t${n}`, worker)
    const first = await list({ actor: 'WORK', limit: 3 })
    expect(first.items.map((entry) => entry.entityId)).toEqual(['t16', 't15', 't14'])
    await createWithAudit('t17', worker)
    const second = await list({ actor: 'work', limit: 3, cursor: first.nextCursor })
    expect(second.items.map((entry) => entry.entityId)).toEqual(['t13', 't12', 't11'])
    const last = await list({ actor: 'work', limit: 3, cursor: second.nextCursor })
    expect(last.items.map((entry) => entry.entityId)).toEqual(['t10'])
    expect(last.nextCursor).toBeNull()
  })

  it('filters by deed, entity, tenant, request and time', async () => {
    expect((await list({ action: 'tenant.delete' })).items).toEqual([])
    expect((await list({ tenantId: 't10', entityType: 'tenant', action: 'tenant.create' })).items).toHaveLength(1)
    expect((await list({ requestId: 'request-9', tenantId: 't10' })).items).toHaveLength(1)
    expect((await list({ requestId: 'request-8' })).items).toEqual([])
    const future = new Date(Date.now() + 3_600_000).toISOString()
    expect((await list({ from: future })).items).toEqual([])
    expect((await list({ to: future, limit: 1 })).items).toHaveLength(1)
  })

  it('is closed to those without the permission', async () => {
    const viewer: Actor = { ...ada, kind: 'user', roles: ['viewer'] }
    await expect(listAuditEntries(viewer, auditQuerySchema.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
