import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { mailboxFilterSchema } from '@/lib/mailboxes/schema'
import { deleteMailbox } from '@/lib/mailboxes/server/delete-mailbox'
import { exportMailboxes } from '@/lib/mailboxes/server/export-mailboxes'
import {
  add,
  applied,
  author,
  checked,
  checksum,
  expectNothingLost,
  header,
  importWorld,
  live,
  many,
  mixture,
  rowsOf,
  textOf,
  viewer,
  workOff,
} from '@/lib/testing/import-world'
import { generateMailboxes } from '@/lib/testing/mailboxes'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { advanceImport } from './server/advance-import'
import { getImport } from './server/get-import'
import { cancelImport, confirmImport, pauseImport, resumeImport } from './server/steer-import'
import { undoImport } from './server/undo-import'
import { startCheck } from './server/upload-import'

importWorld()

describe('applying', () => {
  it('does what the check said, row by row, with an audit row for each', async () => {
    const content = await mixture()
    const one = await applied(content)
    expect(one).toMatchObject({ state: 'done', results: { applied: 4 } })
    expectNothingLost(one)
    expect(await live('1')).toMatchObject({ locale: 'fr-FR', maxDurationSeconds: null, version: 2 })
    expect(await live('3')).toBeNull()
    expect(await live('0042')).toMatchObject({ type: 'agent-group', owner: 'New One', version: 1 })
    expect(await live('10')).toMatchObject({ owner: '=1+1', type: 'agent' })
    const entries = await db().auditEntry.findMany({ where: { requestId: one.id, entityType: 'mailbox' } })
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'mailbox.create',
      'mailbox.create',
      'mailbox.delete',
      'mailbox.update',
    ])
    expect(entries.every(({ actorName }) => actorName === 'Ada')).toBe(true)
    const single = await add('77')
    const [byHand] = await db().auditEntry.findMany({ where: { entityId: single.id } })
    const byImport = entries.find(({ action }) => action === 'mailbox.create')
    expect(Object.keys(byImport?.after ?? {}).sort()).toEqual(Object.keys(byHand?.after ?? {}).sort())
  })

  it('does nothing to what an export wrote', async () => {
    const profile = await createProfile(author, 't1', createProfileSchema.parse({ name: '=Sales' }))
    const pool = { query: (sql: string, values: unknown[]) => db().$executeRawUnsafe(sql, ...values) }
    await generateMailboxes(pool, { tenantId: 't1', count: 3000, profileIds: [profile.id] })
    const filter = mailboxFilterSchema.parse({})
    const content = await textOf(exportMailboxes('t1', filter))
    expect(await checked(content)).toMatchObject({ rows: 3000, counts: { unchanged: 3000 } })
  })

  it('does not bring back by an export what somebody deleted, unless the cell is emptied', async () => {
    await add('1')
    const { id, version } = await add('2')
    await deleteMailbox(author, 't1', id, version)
    const filter = mailboxFilterSchema.parse({ deleted: true })
    const content = await textOf(exportMailboxes('t1', filter))
    const before = await checksum()
    const one = await applied(content)
    expect(one).toMatchObject({ rows: 1, counts: { refused: 1 }, results: {} })
    const [row] = await rowsOf(one)
    expect(row?.refusals).toMatchObject([{ code: 'deleted-mailbox', column: 'Deleted', value: /^20\d\d-.*Z$/ }])
    expect(await checksum()).toBe(before)
    const emptied = await checked(content.replace(/20\d\d-[\d:.T-]+Z/, ''))
    expect(emptied.counts).toEqual({ create: 1 })
    expect((await checked(content, { mapping: { Deleted: null } })).counts).toEqual({ create: 1 })
  })

  it('refuses all of it when all was asked for and a row is refused, and what is beyond the guard', async () => {
    const one = await checked(await mixture())
    await expect(confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: true })).rejects.toThrow(
      '7 rows are refused',
    )
    await db().mailboxImport.update({ where: { id: one.id }, data: { mailboxes: 2 } })
    await expect(confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: false })).rejects.toThrow(
      '100 % of the tenant’s 2 mailboxes',
    )
    await expect(confirmImport(viewer, 't1', one.id, { mode: 'good', beyondGuard: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('looks again: what others changed since the check is left to them and said', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    await add('1')
    await add('2')
    await add('3')
    const one = await checked(`${header},1,,,de-DE,,\n,2,,,de-DE,,\n,3,,,,,Sales\n,4,Four,,,,\n,5,Five,,,,\n`)
    await db().mailbox.updateMany({ where: { number: '1' }, data: { owner: 'Somebody', version: 2 } })
    await db().mailbox.updateMany({ where: { number: '2' }, data: { deletedAt: new Date() } })
    await db().voicemailProfile.delete({ where: { id: sales.id } })
    await add('4')
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
    await workOff()
    const done = await getImport('t1', one.id)
    expect(done.results).toEqual({
      'changed-since-check': 1,
      'deleted-since-check': 1,
      'profile-deleted-since-check': 1,
      'created-since-check': 1,
      applied: 1,
    })
    expectNothingLost(done)
    expect(
      (await rowsOf(done, { only: 'conflict' })).map(({ row, sentence }) => [row, sentence?.slice(0, 17)]),
    ).toEqual([
      [1, 'Somebody changed '],
      [2, 'Somebody deleted '],
      [3, 'Somebody deleted '],
      [4, 'Somebody created '],
    ])
    expect(await live('1')).toMatchObject({ owner: 'Somebody', locale: null })
  })

  it('looks again also at rows that needed no change', async () => {
    for (const number of ['1', '2', '3']) await add(number)
    const content = `${header},1,Agent 1,,,,\n,2,Agent 2,,,,\n,3,Agent 3,,,,\n,4,New,,,,\n`
    const checks = [await checked(content), await checked(content)]
    expect(checks[0]?.counts).toEqual({ unchanged: 3, create: 1 })
    await db().mailbox.updateMany({ where: { number: '1' }, data: { owner: 'Somebody', version: 2 } })
    await db().mailbox.updateMany({ where: { number: '2' }, data: { deletedAt: new Date() } })
    const [all, good] = checks.map(({ id }) => id)
    const end = async (id = '', mode: 'all' | 'good' = 'good') => {
      await confirmImport(author, 't1', id, { mode, beyondGuard: true })
      await workOff()
      return getImport('t1', id)
    }
    const conflicts = { 'changed-since-check': 1, 'deleted-since-check': 1 }
    const back = await end(all, 'all')
    expect(back).toMatchObject({
      state: 'cancelled',
      results: { applied: 1, ...conflicts },
      reversals: { reverted: 1 },
    })
    const done = await end(good)
    expect(done).toMatchObject({ state: 'done', counts: { unchanged: 1 }, results: { applied: 1, ...conflicts } })
    expectNothingLost(done)
    expect((await rowsOf(done, { only: 'conflict' })).map(({ row, result }) => [row, result])).toEqual([
      [1, 'changed-since-check'],
      [2, 'deleted-since-check'],
    ])
    await undoImport(author, 't1', done.id, { overwrite: false })
    await workOff()
    expect(await getImport('t1', done.id)).toMatchObject({ state: 'undone', reversals: { reverted: 1 } })
  })

  it('is confirmed as it was looked at, or not at all', async () => {
    const one = await checked(many(3))
    await startCheck(author, 't1', one.id, { encoding: 'utf-8' })
    await workOff()
    const { checkedAt } = await getImport('t1', one.id)
    const confirm = (seen: string | null) =>
      confirmImport(author, 't1', one.id, { mode: 'good', ...(seen ? { checkedAt: seen } : {}) })
    await expect(confirm(one.checkedAt)).rejects.toMatchObject({ code: 'conflict', message: /checked again meanwhile/ })
    expect(await confirm(checkedAt)).toMatchObject({ state: 'queued', direction: 'apply' })
  })

  it('that was continued and waits in line can still have what it did taken back, or kept', async () => {
    const before = await checksum()
    const [first, second] = [await checked(many(2500)), await checked(many(2500, 300_000))]
    for (const { id } of [first, second]) {
      await confirmImport(author, 't1', id, { mode: 'good', beyondGuard: true })
      await advanceImport()
      await pauseImport(author, 't1', id)
      await workOff()
      // It waits behind the others of its tenant.
      expect(await resumeImport(author, 't1', id)).toMatchObject({ state: 'queued', results: { applied: 2000 } })
      if (id === first.id) {
        expect(await cancelImport(author, 't1', id, true)).toMatchObject({ state: 'cancelled', reversals: {} })
        await undoImport(author, 't1', id, { overwrite: false })
        await expect(cancelImport(author, 't1', id, true)).rejects.toMatchObject({ code: 'conflict' })
        await workOff()
        expect(await getImport('t1', id)).toMatchObject({ state: 'undone' })
      }
    }
    expect(await cancelImport(author, 't1', second.id, false)).toMatchObject({ state: 'queued', direction: 'revert' })
    await workOff()
    expect(await getImport('t1', second.id)).toMatchObject({ state: 'cancelled', reversals: { reverted: 2000 } })
    expect(await checksum()).toBe(before)
    const steered = await db().auditEntry.findMany({ where: { entityId: second.id }, orderBy: { id: 'asc' } })
    expect(steered.map(({ action }) => action)).toEqual([
      ...['import.upload', 'import.start', 'import.pause', 'import.resume', 'import.cancel'],
    ])
  })

  it('takes back what it did when all was asked for and a row cannot be applied any more', async () => {
    const before = await checksum()
    const one = await checked(many(2500))
    await add('102400')
    const meanwhile = await checksum()
    await confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: true })
    await workOff()
    const ended = await getImport('t1', one.id)
    expect(ended).toMatchObject({
      state: 'cancelled',
      results: { applied: 2499, 'created-since-check': 1 },
      reversals: { reverted: 2499 },
    })
    expect(ended.reason).toMatch(/all or none/)
    expect(await checksum()).toBe(meanwhile)
    expect(meanwhile).not.toBe(before)
  })

  it('waits its turn in a tenant, pauses, goes on, and ends as chosen', async () => {
    const first = await checked(many(4500))
    const second = await checked(many(10, 900_000))
    const other = await checked(many(10), {}, 't2')
    for (const [tenant, one] of [
      ['t1', first],
      ['t1', second],
      ['t2', other],
    ] as const) {
      await confirmImport(author, tenant, one.id, { mode: 'good', beyondGuard: true })
    }
    expect(await getImport('t1', second.id)).toMatchObject({ state: 'queued', ahead: 1 })
    await advanceImport()
    await pauseImport(author, 't1', first.id)
    await workOff()
    expect(await getImport('t1', first.id)).toMatchObject({ state: 'paused', results: { applied: 2000 } })
    expect(await getImport('t1', second.id)).toMatchObject({ state: 'queued' })
    expect(await getImport('t2', other.id)).toMatchObject({ state: 'done' })
    await resumeImport(author, 't1', first.id)
    await advanceImport()
    await cancelImport(author, 't1', first.id, true)
    await workOff()
    expect(await getImport('t1', first.id)).toMatchObject({ state: 'cancelled', results: { applied: 4000 } })
    expect(await getImport('t1', second.id)).toMatchObject({ state: 'done', results: { applied: 10 } })
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(4010)
    await undoImport(author, 't1', first.id, { overwrite: false })
    await workOff()
    expect(await getImport('t1', first.id)).toMatchObject({ state: 'undone', reversals: { reverted: 4000 } })
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(10)
  })

  it('is cancelled with what it did taken back', async () => {
    const before = await checksum()
    const one = await checked(many(4500))
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
    await advanceImport()
    await cancelImport(author, 't1', one.id, false)
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'cancelled', reversals: { reverted: 2000 } })
    expect(await checksum()).toBe(before)
  })

  it('pauses when the tenant is disabled on the way', async () => {
    const one = await checked(many(4500))
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
    await advanceImport()
    await db().tenant.update({ where: { id: 't1' }, data: { enabled: false } })
    await workOff()
    const paused = await getImport('t1', one.id)
    expect(paused).toMatchObject({ state: 'paused', results: { applied: 2000 } })
    expect(paused.reason).toMatch(/disabled/)
  })
})
