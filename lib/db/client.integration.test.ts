import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, freePort, type TestDatabase } from '@/lib/testing/database'
import { createDatabase } from './client'
import { toDatabaseError } from './errors'
import { closeDatabase } from './instance'
import { pingDatabase } from './ping'
import { readDatabase, transaction } from './transaction'

let test: TestDatabase

beforeAll(async () => {
  test = await createTestDatabase()
})

afterAll(async () => {
  await closeDatabase()
  await test.stop()
})

const person = { email: 'ada@example.org', name: 'Ada', passwordHash: '$argon2id$v=19$x', roles: ['viewer'] }

describe('the database', () => {
  it('tells its version and how long it took', async () => {
    const ping = await pingDatabase()
    expect(ping.version).toMatch(/^\d+(\.\d+)?$/)
    expect(ping.latencyMs).toBeGreaterThan(0)
  })

  it('rolls a transaction back as a whole and lets the thrown error through', async () => {
    const reason = new Error('second thoughts')
    const write = transaction(async (tx) => {
      await tx.user.create({ data: person })
      throw reason
    })
    await expect(write).rejects.toBe(reason)
    expect(await readDatabase((client) => client.user.count())).toBe(0)
  })

  it('names the doubled field inside a transaction', async () => {
    await transaction((tx) => tx.user.create({ data: person }))
    await expect(transaction((tx) => tx.user.create({ data: person }))).rejects.toMatchObject({
      code: 'conflict',
      fields: [{ path: 'email' }],
    })
  })

  it.each([
    ['an e-mail address in capitals', { email: 'Ada@example.org' }],
    ['a name with blanks around', { email: 'b@example.org', name: ' Ada' }],
    ['a role that is none', { email: 'b@example.org', roles: ['owner'] }],
    ['no role', { email: 'b@example.org', roles: [] }],
    ['a password that is not hashed', { email: 'b@example.org', passwordHash: 'secret' }],
  ])('refuses %s also past the application', async (_what, change) => {
    await expect(transaction((tx) => tx.user.create({ data: { ...person, ...change } }))).rejects.toThrow(
      /violates check constraint/,
    )
  })

  it.each([
    ['a portal that is no web address', { portalUrl: 'file:///etc/passwd' }],
    ['an id with a blank', { id: 't 1' }],
    ['a region that no label could carry', { region: 'West Europe' }],
  ])('refuses a tenant with %s', async (_what, change) => {
    const tenant = { id: 't1', name: 'One', region: 'default', cloud: 'azure', portalUrl: 'https://one.example/' }
    await expect(transaction((tx) => tx.tenant.create({ data: { ...tenant, ...change } }))).rejects.toThrow(
      /violates check constraint/,
    )
  })
})

describe('a database that is away', () => {
  it('is unavailable for reading and for writing when refused', async () => {
    const port = await freePort()
    const away = createDatabase({ databaseUrl: `postgresql://a:b@127.0.0.1:${port}/c`, applicationName: 'test' })
    const thrown = await away.prisma.user.count().catch((error: unknown) => error)
    expect(toDatabaseError(thrown)).toMatchObject({ code: 'unavailable', upstream: { kind: 'network' } })
    await away.close()
  })

  it('costs no more than the connection timeout when it hangs', async () => {
    const hung = createServer((socket) => socket.on('error', () => undefined))
    const port = await freePort()
    await new Promise<void>((resolve) => hung.listen(port, '127.0.0.1', resolve))
    const away = createDatabase({
      databaseUrl: `postgresql://a:b@127.0.0.1:${port}/c`,
      applicationName: 'test',
      connectTimeoutMs: 300,
    })
    const startedAt = performance.now()
    const thrown = await away.prisma.$transaction((tx) => tx.user.count()).catch((error: unknown) => error)
    expect(toDatabaseError(thrown)).toMatchObject({ code: 'unavailable', upstream: { kind: 'timeout' } })
    expect(performance.now() - startedAt).toBeLessThan(3000)
    await away.close()
    hung.close()
  })

  it('cuts off a statement that takes too long', async () => {
    const impatient = createDatabase({
      databaseUrl: test.databaseUrl,
      applicationName: 'test',
      statementTimeoutMs: 100,
    })
    const thrown = await impatient.prisma.$queryRaw`SELECT pg_sleep(20)::text`.catch((error: unknown) => error)
    expect(toDatabaseError(thrown)).toMatchObject({ code: 'unavailable', upstream: { kind: 'timeout' } })
    await impatient.close()
  })

  it('is used again after its connections were cut', async () => {
    const app = createDatabase({ databaseUrl: test.databaseUrl, applicationName: 'cut-me' })
    await app.prisma.user.count()
    await readDatabase(
      (client) =>
        client.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cut-me'`,
    )
    await expect.poll(() => app.prisma.user.count().catch(() => null), { timeout: 5000 }).toBe(1)
    await app.close()
  })
})
