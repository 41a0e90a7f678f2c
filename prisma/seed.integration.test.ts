import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authenticate } from '@/lib/auth/authenticate'
import { roles } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { seedLab } from './seed/lab'

let test: TestDatabase

beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(async () => {
  await closeDatabase()
  await test.stop()
})

const tenant = (number: number, port = 8080) => ({
  id: `t${number}`,
  name: `Tenant ${number}`,
  region: 'default',
  cloud: 'azure',
  portalUrl: `http://t${number}.portal.localhost:${port}/`,
  enabled: true,
})
const users = roles.map((role) => ({
  email: `${role}@lab.example`,
  name: `The ${role}`,
  roles: [role],
  password: `generated for ${role}`,
}))
const seed = { tenants: [tenant(1), tenant(2), tenant(3)], users }
const none = { tenants: { created: 0, moved: 0, removed: 0 }, users: { created: 0, restored: 0 } }

describe('seedLab', () => {
  it('fills an empty database with tenants and one person a role, and changes nothing when run again', async () => {
    expect(await seedLab(test.databaseUrl, seed)).toEqual({
      tenants: { created: 3, moved: 0, removed: 0 },
      users: { created: roles.length, restored: 0 },
    })
    const entries = await db().auditEntry.count()
    expect(await seedLab(test.databaseUrl, seed)).toEqual(none)
    expect(await db().auditEntry.count()).toBe(entries)
    for (const { email, password } of users) {
      expect(await authenticate({ email, password, address: null })).toMatchObject({ ok: true })
    }
  })

  it('follows the lab to another port, and keeps what people changed', async () => {
    await db().tenant.update({ where: { id: 't1' }, data: { name: 'Renamed', enabled: false } })
    const moved = { tenants: [tenant(1, 9090), tenant(2, 9090), tenant(3, 9090)], users }
    expect((await seedLab(test.databaseUrl, moved)).tenants).toEqual({ created: 0, moved: 3, removed: 0 })
    expect(await db().tenant.findUnique({ where: { id: 't1' } })).toMatchObject({
      name: 'Renamed',
      enabled: false,
      portalUrl: 'http://t1.portal.localhost:9090/',
      version: 2,
    })
  })

  it('removes portals of the lab that are gone, and no others', async () => {
    const own = { ...tenant(9), id: 'mine', portalUrl: 'https://portal.mine.example/' }
    await db().tenant.create({ data: own })
    const smaller = { tenants: [tenant(1, 9090)], users: [] }
    expect((await seedLab(test.databaseUrl, smaller)).tenants).toEqual({ created: 0, moved: 0, removed: 2 })
    expect((await db().tenant.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual(['mine', 't1'])
  })

  it('lets a person back in whose password was changed or who was locked out', async () => {
    await db().user.update({ where: { email: 'viewer@lab.example' }, data: { disabledAt: new Date() } })
    await db().user.update({
      where: { email: 'auditor@lab.example' },
      data: {
        passwordHash:
          '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      },
    })
    expect((await seedLab(test.databaseUrl, { tenants: [], users })).users).toEqual({ created: 0, restored: 2 })
    expect(
      await authenticate({ email: 'auditor@lab.example', password: 'generated for auditor', address: null }),
    ).toMatchObject({ ok: true })
  })

  it('takes thousands of tenants', async () => {
    const many = Array.from({ length: 4500 }, (_, index) => tenant(10_000 + index))
    expect((await seedLab(test.databaseUrl, { tenants: many, users: [] })).tenants.created).toBe(4500)
    expect(await db().auditEntry.count({ where: { entityId: 't12345', action: 'tenant.create' } })).toBe(1)
    expect((await seedLab(test.databaseUrl, { tenants: many.slice(0, 1), users: [] })).tenants.removed).toBeGreaterThan(
      4490,
    )
  })

  it('gives a tenant mailboxes once, each with its audit row, and leaves those of people alone', async () => {
    const withMailboxes = {
      tenants: [tenant(1, 9090), tenant(10_000)],
      users: [],
      mailboxes: [{ tenantId: 't10000', count: 90 }],
    }
    await seedLab(test.databaseUrl, withMailboxes)
    const where = { tenantId: 't10000' }
    expect(await db().mailbox.count({ where })).toBe(90)
    expect(await db().auditEntry.count({ where: { ...where, action: 'mailbox.create' } })).toBe(90)
    expect(await db().mailbox.count({ where: { ...where, profileId: { not: null } } })).toBeGreaterThan(5)
    const { id } = await db().mailbox.findFirstOrThrow({ where })
    await db().mailbox.deleteMany({ where: { ...where, id: { not: id } } })
    await seedLab(test.databaseUrl, withMailboxes)
    expect(await db().mailbox.count({ where })).toBe(1)
  })

  it('keeps no password in the audit log', async () => {
    const log = JSON.stringify(await db().auditEntry.findMany({ select: { before: true, after: true } }))
    expect(log).not.toMatch(/generated for|argon2/)
  })
})

describe('npm run seed', () => {
  async function run(args: readonly string[], input: unknown, nodeEnv: 'test' | 'production' = 'test') {
    const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'prisma/seed.ts', ...args], {
      env: { PATH: process.env.PATH, NODE_ENV: nodeEnv, DATABASE_URL: test.databaseUrl },
      stdio: 'pipe',
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(JSON.stringify(input))
    const [out, err, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.on('exit', resolve)),
    ])
    return { code, out, err }
  }

  it('reads a seed from stdin', async () => {
    const { code, out } = await run(['--lab', '-'], { tenants: [], users: [] })
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Tenants: 0 added') })
  })

  it.each([
    ['production unasked', ['--lab', '-'], seed, 'production', 'NODE_ENV is production'],
    ['a missing file name', [], seed, 'test', 'Usage: npm run seed'],
    ['a seed of another shape', ['--lab', '-'], { tenants: [{ id: 't 1' }], users: [] }, 'test', 'tenants[0].id'],
  ] as const)('refuses %s in one sentence', async (_what, args, input, nodeEnv, sentence) => {
    const refused = await run(args, input, nodeEnv)
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(sentence) })
    expect(refused.err).not.toMatch(/^\s+at /m)
  })
})
