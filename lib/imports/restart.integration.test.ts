import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { startTestServer } from '@/lib/testing/database'
import { author, checksum, expectNothingLost, importWorld, many, upload, workOff } from '@/lib/testing/import-world'
import type { MailboxImport } from './schema'
import { getImport } from './server/get-import'
import { confirmImport } from './server/steer-import'
import { undoImport } from './server/undo-import'
import { startCheck } from './server/upload-import'

let server: Awaited<ReturnType<typeof startTestServer>>
const givenUrl = process.env.TEST_DATABASE_URL

// Others test on the server that was given; this one is stopped.
beforeAll(async () => {
  server = await startTestServer()
  process.env.TEST_DATABASE_URL = server.databaseUrl
}, 60_000)
afterAll(async () => {
  await server?.stop()
  process.env.TEST_DATABASE_URL = givenUrl
})
importWorld()

const patience = { timeout: 60_000, interval: 20 }

/** Stops the server while a worker is where `isThere` says, and starts it again. */
async function restartedWhile(isThere: (client: pg.Client) => Promise<boolean>): Promise<void> {
  const onlooker = new pg.Client({ connectionString: process.env.DATABASE_URL })
  onlooker.on('error', () => undefined)
  await onlooker.connect()
  const worker = workOff().then(
    () => 'ended',
    ({ code }) => code,
  )
  await expect.poll(() => isThere(onlooker), patience).toBe(true)
  await server.postgres.stop()
  expect(await worker).toBe('unavailable')
  await server.postgres.start()
  // A connection of before may be found broken once.
  await expect.poll(() => db().tenant.count(), patience).toBe(2)
}

async function until(id: string, state: MailboxImport['state']): Promise<MailboxImport> {
  return expect
    .poll(async () => {
      await workOff()
      return (await getImport('t1', id)).state
    }, patience)
    .toBe(state)
    .then(() => getImport('t1', id))
}

const copying = async (client: pg.Client) => {
  const { rows } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE application_name = 'patchboard-bulk' AND query LIKE 'COPY import_lines%'",
  )
  return rows.length > 0
}
const doneBeyond = (column: string, rows: number) => async (client: pg.Client) =>
  (await client.query(`SELECT 1 FROM mailbox_imports WHERE ${column}`, [rows])).rows.length > 0

describe('a database that is restarted', () => {
  it('in the middle of a check, of the changes and of an undo loses no row and doubles none', async () => {
    const before = await checksum()
    const { id } = await upload(many(60_000))
    await startCheck(author, 't1', id, {})
    await restartedWhile(copying)
    expect(await db().mailboxImportRow.count()).toBe(0)
    const one = await until(id, 'checked')
    expect(one).toMatchObject({ rows: 60_000, counts: { create: 60_000 } })
    expectNothingLost(one)

    await confirmImport(author, 't1', id, { mode: 'all', beyondGuard: true })
    await restartedWhile(doneBeyond('done > $1', 4000))
    const midway = await getImport('t1', id)
    expect(midway.done).toBeGreaterThan(4000)
    expect(midway.done).toBeLessThan(60_000)
    expect(await db().mailbox.count()).toBe(midway.done)
    const done = await until(id, 'done')
    expect(done.results).toEqual({ applied: 60_000 })
    expectNothingLost(done)
    expect(await db().auditEntry.count({ where: { requestId: id, entityType: 'mailbox' } })).toBe(60_000)

    await undoImport(author, 't1', id, { overwrite: false })
    await restartedWhile(doneBeyond('reverted_from < $1', 56_000))
    expect((await until(id, 'undone')).reversals).toEqual({ reverted: 60_000 })
    expect(await checksum()).toBe(before)
  }, 180_000)
})
