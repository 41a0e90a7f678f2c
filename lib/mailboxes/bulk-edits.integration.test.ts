import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { database, db } from '@/lib/db/instance'
import {
  actor,
  add,
  addProfile,
  all,
  auditOf,
  author,
  bulkWorld,
  databaseUrl,
  edit,
  find,
  finish,
  generate,
  run,
  start,
  viewer,
} from '@/lib/testing/bulk-world'
import { freePort } from '@/lib/testing/database'
import { partsHeldTogether, planNodes } from '@/lib/testing/plan'
import { deleteProfile } from '@/lib/voicemail-profiles/server/delete-profile'
import type { BulkSelection } from './bulk-schema'
import { mailboxQuerySchema } from './schema'
import { advanceBulkEdit, batchStatement } from './server/advance-bulk-edit'
import { toBulkWork } from './server/bulk-edit-repository'
import { forgetBulkTargets } from './server/bulk-jobs'
import { cancelBulkEdit } from './server/cancel-bulk-edit'
import { deleteMailbox } from './server/delete-mailbox'
import { getBulkEdit, listBulkEdits, listBulkExceptions } from './server/get-bulk-edit'
import { getMailbox } from './server/get-mailbox'
import { countMailboxes } from './server/list-mailboxes'
import { previewBulkEdit } from './server/preview-bulk-edit'
import { startBulkEdit } from './server/start-bulk-edit'
import { sweepMailboxes } from './server/sweep-mailboxes'
import { undoBulkEdit } from './server/undo-bulk-edit'
import { undoableBulkEdits } from './server/undoable-bulk-edits'
import { updateMailbox } from './server/update-mailbox'

const workers: ChildProcess[] = []

bulkWorld()
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

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
      {
        number: '1',
        outcome: 'changed',
        changes: [
          { setting: 'locale', before: { own: null, counts: 'en-US' }, after: { own: 'de-CH', counts: 'de-CH' } },
        ],
      },
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

  it('names profiles and what counts, and needs leave to write', async () => {
    const sales = await addProfile('Sales', { maxMessageCount: 7 })
    await add('1', { profileId: sales.id })
    const asked = { selection: all(), change: edit({ profileId: null }) }
    const { rows } = await previewBulkEdit(actor, 't1', asked)
    expect(rows[0]?.changes, 'with what the profile brought along').toEqual([
      { setting: 'maxMessageCount', before: { own: null, counts: 7 }, after: { own: null, counts: 100 } },
      {
        setting: 'profileId',
        before: { own: 'Sales', counts: 'Sales' },
        after: { own: null, counts: 'SystemProfile' },
      },
    ])
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
    const sales = await addProfile('Sales')
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
    await addProfile('Late')
    const stale = { ...asked, previewedAt, previewedTotal: 1 }
    await expect(startBulkEdit(author, 't1', stale)).rejects.toMatchObject({ code: 'conflict' })
    await expect(startBulkEdit({ actor: viewer }, 't1', stale)).rejects.toMatchObject({ code: 'forbidden' })
    for (let index = 0; index < 10; index += 1) await start(asked.selection, asked.change)
    await expect(start(asked.selection, asked.change)).rejects.toMatchObject({ code: 'rate-limited' })
    expect((await listBulkEdits('t1', { limit: 20 })).items).toHaveLength(10)
  })

  it('refuses mailboxes whose profile goes away before their turn', async () => {
    const sales = await addProfile('Sales')
    await add('1')
    const { id } = await start(all(), edit({ profileId: sales.id }))
    await deleteProfile(author, 't1', sales.id, 1)
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
    expect((await getBulkEdit('t1', id)).undo).toEqual({
      id: undone.id,
      finishedAt: undone.finishedAt,
      changed: (cancelled.counts.changed ?? 0) - 1,
      total: cancelled.counts.changed,
    })
  })

  it('is undone in two goes where the first was stopped: what is as wished by then is not left alone', async () => {
    await generate(9000)
    const done = await run(all(), edit({ maxMessageCount: 33 }))
    const first = await undoBulkEdit(author, 't1', done.id)
    expect((await getBulkEdit('t1', done.id)).undo).toMatchObject({ id: first.id, finishedAt: null })
    do await advanceBulkEdit()
    while ((await getBulkEdit('t1', first.id)).done < 2000)
    await cancelBulkEdit(author, 't1', first.id)
    const half = await finish(first.id)
    expect(half.state).toBe('cancelled')
    expect((await getBulkEdit('t1', done.id)).undo).toBeNull()

    const { counts } = await finish((await undoBulkEdit(author, 't1', done.id)).id)
    expect(counts).toEqual({ alike: half.counts.changed, changed: 9000 - (half.counts.changed ?? 0) })
    expect(await countWith(33)).toBe(0)
  })

  it('reads of its list what its batch needs, whatever statistics say of other bulk edits', async () => {
    await generate(5000)
    await run(all(), edit({ maxMessageCount: 7 }))
    await db().$executeRaw`ANALYZE bulk_edit_targets`
    const { id } = await start(all(), edit({ maxMessageCount: 8 }))
    while ((await getBulkEdit('t1', id)).state === 'collecting') await advanceBulkEdit()
    const work = toBulkWork(await db().bulkEdit.findUniqueOrThrow({ where: { id } }))
    const explained = await db().$queryRaw`EXPLAIN (FORMAT JSON) ${batchStatement(work, 2000)}`
    const nodes = planNodes(explained)
    expect(partsHeldTogether(nodes)).toEqual([])
    const scans = nodes.filter((node) => node.Alias === 'target' && node['Node Type'].includes('Scan'))
    expect(scans).toHaveLength(1)
    expect(scans[0]?.['Index Cond']).toContain('ordinal = ')
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
      DATABASE_URL: databaseUrl(),
      NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
      WORKER_PORT: String(await freePort()),
    },
  })
  workers.push(worker)
  return worker
}

describe('30 days after a deletion', () => {
  const now = new Date()
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const sweep = () => sweepMailboxes({ now, undoable: [undoableBulkEdits], steps: [] })

  it('a bulk edit restores no more, says why beforehand, and lets others have the number', async () => {
    const late = await add('1')
    await db().mailbox.update({ where: { id: late.id }, data: { deletedAt: daysAgo(30) } })
    const inTime = await add('1')
    await db().mailbox.update({ where: { id: inTime.id }, data: { deletedAt: daysAgo(29.9) } })
    const selection: BulkSelection = { kind: 'chosen', ids: [late.id, inTime.id] }
    const preview = await previewBulkEdit(actor, 't1', { selection, change: { kind: 'restore' } })
    expect(preview).toMatchObject({ changed: 1, refused: [{ reason: 'too-late', count: 1 }] })
    expect((await run(selection, { kind: 'restore' })).counts).toEqual({ changed: 1, 'too-late': 1 })
    expect((await find('1')).id).toBe(inTime.id)
  })

  it('the undo of a bulk deletion gives back what the sweep kept for it, to its last moment', async () => {
    await add('1')
    const done = await run(all(), { kind: 'delete' })
    await add('2').then(({ id }) => db().mailbox.update({ where: { id }, data: { deletedAt: daysAgo(31) } }))
    const moved = (finishedAt: Date) =>
      db().bulkEdit.update({ where: { id: done.id }, data: { createdAt: daysAgo(33), finishedAt } })
    await db().mailbox.updateMany({ where: { number: '1' }, data: { deletedAt: daysAgo(32) } })
    await moved(daysAgo(29.9))
    expect(await sweep()).toBe(1)
    const undo = await undoBulkEdit(author, 't1', done.id)
    // Asked for in time, and not yet done when the time is over: neither the mailboxes nor the list of them go.
    await moved(daysAgo(31))
    expect(await sweep()).toBe(0)
    await forgetBulkTargets.run({}, new AbortController().signal)
    expect((await finish(undo.id)).counts).toEqual({ changed: 1 })
    expect(await find('1')).toMatchObject({ deletedAt: null })
    await forgetBulkTargets.run({}, new AbortController().signal)
    expect(await db().bulkEditTarget.count({ where: { bulkEditId: done.id } })).toBe(0)
  })
})
