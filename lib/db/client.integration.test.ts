import { createServer, type Socket } from 'node:net'
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
  ])('refuses a tenant with %s, by its field', async (_what, change) => {
    const tenant = { id: 't1', name: 'One', region: 'default', cloud: 'azure', portalUrl: 'https://one.example/' }
    await expect(transaction((tx) => tx.tenant.create({ data: { ...tenant, ...change } }))).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [{ path: Object.keys(change)[0] }],
    })
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

  const strangers: [string, 'network' | 'timeout', (socket: Socket) => void][] = [
    [
      'is a web server',
      'network',
      (socket) =>
        socket.end('HTTP/1.1 400 Bad Request\r\ncontent-type: text/html\r\n\r\n<!doctype html><title>No</title>'),
    ],
    // The head of an answer to the first message, without the rest.
    [
      'breaks off in the middle of its answer',
      'network',
      (socket) => socket.end(Buffer.from([0x52, 0, 0, 0, 40, 0, 0])),
    ],
    ['ends the connection at once', 'network', (socket) => socket.destroy()],
    [
      'trickles',
      'timeout',
      (socket) => {
        socket.write(Buffer.from([0x53, 0, 0, 0x10, 0]))
        const timer = setInterval(() => socket.write('x'), 20)
        socket.on('close', () => clearInterval(timer))
      },
    ],
  ]
  it.each(strangers)('is unavailable when what answers %s', async (_what, kind, answer) => {
    const stranger = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => answer(socket))
    })
    const port = await freePort()
    await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve))
    const databaseUrl = `postgresql://a:b@127.0.0.1:${port}/c`
    const away = createDatabase({ databaseUrl, applicationName: 'test', connectTimeoutMs: 500 })
    const startedAt = performance.now()
    const thrown = await away.prisma.user.count().catch((error: unknown) => error)
    expect(toDatabaseError(thrown)).toMatchObject({ code: 'unavailable', upstream: { kind } })
    expect(performance.now() - startedAt).toBeLessThan(4000)
    await away.close()
    stranger.close()
  })

  it.each([
    ['there is no such database', (url: URL) => Object.assign(url, { pathname: '/no_such_database' })],
    ['it does not let us in', (url: URL) => Object.assign(url, { username: 'nobody', password: 'wrong' })],
  ])('is unavailable when %s', async (_what, change) => {
    const databaseUrl = change(new URL(test.databaseUrl)).href
    const away = createDatabase({ databaseUrl, applicationName: 'test' })
    const thrown = await away.prisma.user.count().catch((error: unknown) => error)
    expect(toDatabaseError(thrown)).toMatchObject({ code: 'unavailable', upstream: { kind: 'network' } })
    await away.close()
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
