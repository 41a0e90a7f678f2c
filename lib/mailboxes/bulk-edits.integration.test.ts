import { type ChildProcess, spawn } from 'node:child_process'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, database, db } from '@/lib/db/instance'
import { jobs } from '@/lib/jobs/instance'
import { createTestDatabase, freePort, type TestDatabase } from '@/lib/testing/database'
import { generateMailboxes } from '@/lib/testing/mailboxes'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { deleteProfile } from '@/lib/voicemail-profiles/server/delete-profile'
import { type BulkChange, type BulkSelection, previewBulkEditSchema } from './bulk-schema'
import { createMailboxSchema, mailboxQuerySchema } from './schema'
import { advanceBulkEdit } from './server/advance-bulk-edit'
import { cancelBulkEdit } from './server/cancel-bulk-edit'
import { createMailbox } from './server/create-mailbox'
import { deleteMailbox } from './server/delete-mailbox'
import { getBulkEdit, listBulkEdits, listBulkExceptions } from './server/get-bulk-edit'
import { getMailbox } from './server/get-mailbox'
import { countMailboxes } from './server/list-mailboxes'
import { previewBulkEdit } from './server/preview-bulk-edit'
import { startBulkEdit } from './server/start-bulk-edit'
import { undoBulkEdit } from './server/undo-bulk-edit'
import { updateMailbox } from './server/update-mailbox'

let test: TestDatabase
const actor: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['voicemail-administrator'],
}
const author = { actor, requestId: 'request-1' }
const viewer: Actor = { ...actor, roles: ['viewer'] }
const workers: ChildProcess[] = []

beforeAll(async () => {
  test = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: test.databaseUrl,
    NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
    LOG_LEVEL: 'silent',
  })
})
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})
afterAll(async () => {
  await jobs().stop(1000)
  await closeDatabase()
  await test?.stop()
})

beforeEach(async () => {
  await db().bulkEdit.deleteMany()
  await db().mailbox.deleteMany()
  await db().tenant.deleteMany()
  const data = { id: 't1', name: 't1', region: 'default', cloud: 'azure', portalUrl: 'https://t1.example/' }
  await db().tenant.create({ data })
})

const add = (number: string, more: object = {}) =>
  createMailbox(author, 't1', createMailboxSchema.parse({ number, type: 'agent', owner: `Agent ${number}`, ...more }))
const all = (filter: object = {}, except: string[] = []): BulkSelection => ({
  kind: 'matching',
  filter: mailboxQuerySchema.parse(filter),
  except,
})
const edit = (values: object): BulkChange => previewBulkEditSchema.shape.change.parse({ kind: 'edit', values })

async function start(selection: BulkSelection, change: BulkChange) {
  const { previewedAt, total } = await previewBulkEdit(actor, 't1', { selection, change })
  return startBulkEdit(author, 't1', { selection, change, previewedAt, previewedTotal: total })
}
async function finish(id: string) {
  while (await advanceBulkEdit());
  return getBulkEdit('t1', id)
}
const run = async (selection: BulkSelection, change: BulkChange) => finish((await start(selection, change)).id)
const auditOf = (id: string) => db().auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
const find = async (number: string) => db().mailbox.findFirstOrThrow({ where: { number, deletedAt: null } })

describe('a preview', () => {
  it('tells what changes, what is so already and what is refused, and changes nothing', async () => {
    const made = await add('1')
    await add('2', { locale: 'de-CH' })
    const gone = await add('3')
    await deleteMailbox(author, 't1', gone.id, 1)
    const preview = await previewBulkEdit(actor, 't1', {
      selection: { kind: 'chosen', ids: [made.id, gone.id, (await find('2')).id] },
      change: edit({ locale: 'de-CH' }),
    })
    expect(preview).toMatchObject({ total: 3, changed: 1, alike: 1, refused: [{ reason: 'is-deleted', count: 1 }] })
    expect(preview.rows).toMatchObject([
      { number: '1', outcome: 'changed', changes: [{ setting: 'locale', before: null, after: 'de-CH' }] },
      { number: '3', outcome: 'is-deleted' },
    ])
    expect(await getMailbox('t1', made.id)).toMatchObject({ version: 1, locale: null })
  })

  it('refuses a greeting without audio, mailbox by mailbox, and Standard never', async () => {
    await add('1')
    const personal = await previewBulkEdit(actor, 't1', {
      selection: all(),
      change: edit({ activeGreetingType: 'personal' }),
    })
    expect(personal).toMatchObject({ changed: 0, refused: [{ reason: 'no-audio', count: 1 }] })
    const standard = await previewBulkEdit(actor, 't1', {
      selection: all(),
      change: edit({ activeGreetingType: 'standard' }),
    })
    expect(standard).toMatchObject({ changed: 1, refused: [] })
  })

  it('names profiles, and needs leave to write', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    await add('1', { profileId: sales.id })
    const asked = { selection: all(), change: edit({ profileId: null }) }
    const { rows } = await previewBulkEdit(actor, 't1', asked)
    expect(rows[0]?.changes).toEqual([{ setting: 'profileId', before: 'Sales', after: null }])
    await expect(previewBulkEdit(viewer, 't1', asked)).rejects.toMatchObject({ code: 'forbidden' })
    const unknown = { ...asked, change: edit({ profileId: actor.kind === 'user' ? actor.id : '' }) }
    await expect(previewBulkEdit(actor, 't1', unknown)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('of what cannot match is empty', async () => {
    await add('1')
    expect(
      await previewBulkEdit(actor, 't1', { selection: all({ q: '--' }), change: { kind: 'delete' } }),
    ).toMatchObject({
      total: 0,
      changed: 0,
    })
  })
})

describe('a bulk edit', () => {
  it('changes what matches but for the exceptions, with a row version and an audit row for each', async () => {
    const [one, two] = [await add('1', { maxMessageCount: 7 }), await add('2')]
    await add('3', { locale: 'fr-FR' })
    const done = await run(
      all({ locale: 'en-US' }, [two.id]),
      edit({ maxMessageCount: null, timeZone: 'Europe/Zurich' }),
    )
    expect(done).toMatchObject({ state: 'done', total: 1, done: 1, counts: { changed: 1 } })
    expect(await getMailbox('t1', one.id)).toMatchObject({
      version: 2,
      maxMessageCount: null,
      timeZone: 'Europe/Zurich',
    })
    expect((await getMailbox('t1', two.id)).version).toBe(1)
    expect(await auditOf(done.id)).toMatchObject([{ action: 'bulk-edit.start', actorName: 'Ada', tenantId: 't1' }])
  })

  it('writes the same audit row as a change of one mailbox', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    const [one, two] = [await add('1', { locale: 'fr-FR' }), await add('2', { locale: 'fr-FR' })]
    await updateMailbox(author, 't1', one.id, 1, { profileId: sales.id, maxDurationSeconds: 90 })
    const { id } = await run({ kind: 'chosen', ids: [two.id] }, edit({ profileId: sales.id, maxDurationSeconds: 90 }))
    await deleteMailbox(author, 't1', one.id, 2)
    await run({ kind: 'chosen', ids: [two.id] }, { kind: 'delete' })
    const shape = (rows: Awaited<ReturnType<typeof auditOf>>) =>
      rows.map(({ action, entityType, tenantId, actorId, actorKind, before, after }) => {
        const plain = JSON.parse(
          JSON.stringify({ before, after }).replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"a time"'),
        )
        for (const part of [plain.before, plain.after]) if (part) Object.assign(part, { number: '', owner: '' })
        return { action, entityType, tenantId, actorId, actorKind, ...plain }
      })
    expect(shape(await auditOf(two.id))).toEqual(shape(await auditOf(one.id)))
    expect((await auditOf(two.id))[1]).toMatchObject({ requestId: id, actorName: 'Ada' })
  })

  it('leaves alone and counts what changed after the preview, what came later and what is gone', async () => {
    const [one, two, three] = [await add('1'), await add('2'), await add('3')]
    const asked = { selection: all(), change: edit({ locale: 'de-CH' }) }
    const { previewedAt, total } = await previewBulkEdit(actor, 't1', asked)
    await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(previewedAt))
    await updateMailbox(author, 't1', one.id, 1, { owner: 'Grace' })
    await add('4')
    const { id } = await startBulkEdit(author, 't1', { ...asked, previewedAt, previewedTotal: total })
    await advanceBulkEdit()
    await updateMailbox(author, 't1', two.id, 1, { owner: 'Edith' })
    await db().mailbox.delete({ where: { id: three.id } })
    const done = await finish(id)
    expect(done).toMatchObject({ state: 'done', total: 2, done: 2, counts: { 'changed-since': 2, gone: 1 } })
    expect(await countMailboxes('t1', mailboxQuerySchema.parse({ locale: 'de-CH' }))).toBe(0)
    expect(await listBulkExceptions('t1', id)).toMatchObject({
      total: 2,
      items: [
        { number: '2', owner: 'Edith', outcome: 'changed-since' },
        { number: null, outcome: 'gone' },
      ],
    })
  })

  it('deletes, restores, and refuses a number that is taken', async () => {
    await add('1')
    await add('2')
    expect(await run(all(), { kind: 'delete' })).toMatchObject({ counts: { changed: 2 } })
    await add('2')
    const restored = await run(all({ deleted: 'true' }), { kind: 'restore' })
    expect(restored).toMatchObject({ counts: { changed: 1, 'number-taken': 1 } })
    expect(await countMailboxes('t1', mailboxQuerySchema.parse({}))).toBe(2)
  })

  it('gives a number that two deleted mailboxes had to one of them', async () => {
    for (let time = 0; time < 2; time += 1) {
      const made = await add('5')
      await deleteMailbox(author, 't1', made.id, 1)
    }
    const preview = await previewBulkEdit(actor, 't1', {
      selection: all({ deleted: 'true' }),
      change: { kind: 'restore' },
    })
    expect(preview).toMatchObject({ changed: 1, refused: [{ reason: 'number-taken', count: 1 }] })
    expect(await run(all({ deleted: 'true' }), { kind: 'restore' })).toMatchObject({
      counts: { changed: 1, 'number-taken': 1 },
    })
  })

  it('is refused after profiles changed, to whoever may not write, and beyond a number of unfinished ones', async () => {
    await add('1')
    const asked = { selection: all(), change: edit({ locale: 'de-CH' }) }
    const { previewedAt } = await previewBulkEdit(actor, 't1', asked)
    await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(previewedAt))
    await createProfile(author, 't1', createProfileSchema.parse({ name: 'Late' }))
    const stale = { ...asked, previewedAt, previewedTotal: 1 }
    await expect(startBulkEdit(author, 't1', stale)).rejects.toMatchObject({ code: 'conflict' })
    await expect(startBulkEdit({ actor: viewer }, 't1', stale)).rejects.toMatchObject({ code: 'forbidden' })
    for (let index = 0; index < 10; index += 1) await start(asked.selection, asked.change)
    await expect(start(asked.selection, asked.change)).rejects.toMatchObject({ code: 'rate-limited' })
    expect((await listBulkEdits('t1')).items).toHaveLength(10)
  })

  it('refuses mailboxes whose profile goes away before their turn', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    await add('1')
    const { id } = await start(all(), edit({ profileId: sales.id }))
    await deleteProfile(author, 't1', sales.id, 1, null)
    expect(await finish(id)).toMatchObject({ state: 'done', counts: { 'no-profile': 1 } })
  })

  it('ends as failed, with a reason, when its turns fail again and again', async () => {
    await add('1')
    const { id } = await start(all(), edit({ locale: 'de-CH' }))
    const { pool } = database()
    await pool.query(`ALTER TABLE mailboxes ADD CONSTRAINT refuses CHECK (locale <> 'de-CH') NOT VALID`)
    const done = await finish(id).finally(() => pool.query('ALTER TABLE mailboxes DROP CONSTRAINT refuses'))
    expect(done).toMatchObject({ state: 'failed', reason: expect.stringMatching(/5 times/) })
    expect((await find('1')).version).toBe(1)
  })
})

/** Not through the product's pool, whose statements may take 8 s. */
async function generate(count: number): Promise<void> {
  const client = new pg.Client({ connectionString: test.databaseUrl })
  await client.connect()
  await generateMailboxes(client, { tenantId: 't1', count })
  await client.end()
}

describe('a bulk edit of thousands', () => {
  it('ends where it is cancelled, and what it changed can be undone but for what changed since', async () => {
    await generate(12_000)
    const { id: watched } = await db().mailbox.findFirstOrThrow({ orderBy: { id: 'asc' } })
    const before = await overrides(watched)
    const { id } = await start(all(), edit({ maxMessageCount: 33, locale: null }))
    do await advanceBulkEdit()
    while ((await getBulkEdit('t1', id)).done <= 3000)
    await cancelBulkEdit(author, 't1', id)
    const cancelled = await finish(id)
    expect(cancelled.state).toBe('cancelled')
    expect(cancelled.done).toBeLessThan(12_000)
    expect(await countWith(33)).toBe(cancelled.counts.changed)
    await expect(cancelBulkEdit(author, 't1', id)).rejects.toMatchObject({ code: 'conflict' })

    await updateMailbox(author, 't1', watched, 2, { owner: 'Grace' })
    const undone = await finish((await undoBulkEdit(author, 't1', id)).id)
    expect(undone).toMatchObject({ state: 'done', counts: { 'changed-since': 1 } })
    expect(await countWith(33)).toBe(1)
    expect(await overrides(watched)).toEqual(before)
    expect((await listBulkExceptions('t1', undone.id)).items).toMatchObject([{ id: watched, owner: 'Grace' }])
    await expect(undoBulkEdit(author, 't1', id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await getBulkEdit('t1', id)).undoneBy).toBe(undone.id)
  })

  it('is done once, however many workers work on it', async () => {
    await generate(12_000)
    const { id } = await start(all(), edit({ locale: 'de-CH' }))
    await Promise.all(Array.from({ length: 3 }, () => finish(id)))
    const { counts, total } = await getBulkEdit('t1', id)
    expect((counts.changed ?? 0) + (counts.alike ?? 0)).toBe(total)
    expect(await db().auditEntry.count({ where: { requestId: id, action: 'mailbox.update' } })).toBe(counts.changed)
    expect(await db().mailbox.count({ where: { version: { gt: 2 } } })).toBe(0)
  })

  it('goes on after its worker was killed in the middle, and does nothing twice', async () => {
    await generate(40_000)
    const { id } = await start(all(), edit({ locale: 'de-CH' }))
    const patience = { timeout: 60_000, interval: 20 }
    const first = await startWorker()
    await expect.poll(async () => (await getBulkEdit('t1', id)).done, patience).toBeGreaterThan(0)
    first.kill('SIGKILL')
    await new Promise((resolve) => first.once('exit', resolve))
    const half = await getBulkEdit('t1', id)
    expect(half.state).toBe('running')
    await startWorker()
    await expect.poll(async () => (await getBulkEdit('t1', id)).state, patience).toBe('done')
    const { counts, total } = await getBulkEdit('t1', id)
    expect((counts.changed ?? 0) + (counts.alike ?? 0)).toBe(total)
    expect(await db().auditEntry.count({ where: { requestId: id, action: 'mailbox.update' } })).toBe(counts.changed)
    expect(await db().mailbox.count({ where: { version: { gt: 2 } } })).toBe(0)
  }, 180_000)
})

const countWith = (maxMessageCount: number) => db().mailbox.count({ where: { maxMessageCount } })

/** How many mailboxes have a value of their own, by setting; `exceptId` aside. */
async function overrides(exceptId: string) {
  const { rows } = await database().pool.query(
    `SELECT count(max_message_count)::int AS count, sum(max_message_count)::int AS sum, count(locale)::int AS locale
     FROM mailboxes WHERE id <> $1`,
    [exceptId],
  )
  return rows[0]
}

async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'], {
    stdio: 'ignore',
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      DATABASE_URL: test.databaseUrl,
      NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
      WORKER_PORT: String(await freePort()),
    },
  })
  workers.push(worker)
  return worker
}
