import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db/instance'
import { uploadGreeting } from '@/lib/greetings/server/upload-greeting'
import { inChunks, makeWav } from '@/lib/testing/audio'
import {
  add,
  applied,
  author,
  checksum,
  expectNothingLost,
  header,
  importWorld,
  live,
  many,
  mixture,
  rowsOf,
  upload,
  workOff,
} from '@/lib/testing/import-world'
import { type MailboxImport, undoImportSchema } from './schema'
import { getImport } from './server/get-import'
import { noteFailure } from './server/note-failure'
import { confirmImport, resumeImport } from './server/steer-import'
import { undoImport } from './server/undo-import'
import { startCheck } from './server/upload-import'

importWorld()

/** A worker process, killed without warning after some turns; after none, as soon as it begins. */
async function killedWorker(turns: number, thenMs: number): Promise<void> {
  const worker = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'lib/testing/import-worker.ts'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let seen = 0
  for await (const _line of createInterface({ input: worker.stdout })) {
    seen += 1
    if (seen === turns + 1) setTimeout(() => worker.kill('SIGKILL'), thenMs)
  }
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
  expect(worker.signalCode).toBe('SIGKILL')
}

/** Works on until the import is in this state: what a killed worker began, the server may still be about to drop. */
async function ended(id: string, state: MailboxImport['state']): Promise<MailboxImport> {
  return vi.waitFor(
    async () => {
      await workOff()
      const one = await getImport('t1', id)
      expect(one.state).toBe(state)
      return one
    },
    { timeout: 120_000, interval: 100 },
  )
}

describe('a worker that is killed', () => {
  it('loses no row and doubles none, whichever moment it is', async () => {
    await add('1', { locale: 'de-CH' })
    const before = await checksum()
    const one = await upload(`${many(40_000)},1,Renamed,,/d,,\r\n`)
    await startCheck(author, 't1', one.id, {})
    for (const thenMs of [50, 250]) {
      await killedWorker(0, thenMs)
      expect(await getImport('t1', one.id)).toMatchObject({ state: 'checking', counts: {} })
    }
    expect((await ended(one.id, 'checked')).counts).toEqual({ create: 40_000, change: 1 })
    await confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: true })
    await killedWorker(1, 40)
    await killedWorker(2, 140)
    const midway = await getImport('t1', one.id)
    expect(midway.done).toBeGreaterThan(0)
    expect(midway.done).toBeLessThan(40_001)
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(
      1 + (midway.results.applied ?? 0),
    )
    const done = await ended(one.id, 'done')
    expect(done.results).toEqual({ applied: 40_001 })
    expectNothingLost(done)
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(40_001)
    expect(await db().auditEntry.count({ where: { requestId: one.id, entityType: 'mailbox' } })).toBe(40_001)
    await undoImport(author, 't1', one.id, { overwrite: false })
    await killedWorker(2, 60)
    expect((await ended(one.id, 'undone')).reversals).toEqual({ reverted: 40_001 })
    expect(await checksum()).toBe(before)
  }, 180_000)
})

describe('an undo', () => {
  it('gives back exactly the table of before', async () => {
    const content = await mixture()
    const before = await checksum()
    const one = await applied(content)
    expect(await checksum()).not.toBe(before)
    await undoImport(author, 't1', one.id, { overwrite: false })
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'undone', reversals: { reverted: 4 } })
    expect(await checksum()).toBe(before)
  })

  it('leaves to others what they changed since, lists it, and overwrites it when told', async () => {
    const content = await mixture()
    const before = await checksum()
    const one = await applied(content)
    await db().mailbox.updateMany({
      where: { tenantId: 't1', number: '1', deletedAt: null },
      data: { owner: 'Agent 1', locale: 'ja-JP', version: { increment: 1 } },
    })
    await undoImport(author, 't1', one.id, { overwrite: false })
    await workOff()
    const undone = await getImport('t1', one.id)
    expect(undone.reversals).toEqual({ reverted: 3, 'changed-since-import': 1 })
    expect(await rowsOf(undone, { only: 'kept' })).toMatchObject([
      { row: 1, sentence: 'Somebody changed the mailbox after the import.' },
    ])
    await undoImport(author, 't1', one.id, { overwrite: true })
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 4 })
    expect(await checksum()).toBe(before)
  })

  it('decides row by row on what was kept back, and on nothing else', async () => {
    const content = await mixture()
    await add('20')
    await add('21')
    const before = await checksum()
    const one = await applied(`${content}\r\n,20,,,ja-JP,,\r\n,21,,,ja-JP,,\r\n`)
    const touched = { tenantId: 't1', number: { in: ['1', '20', '21'] }, deletedAt: null }
    await db().mailbox.updateMany({ where: touched, data: { timeZone: 'Asia/Tokyo', version: { increment: 1 } } })
    const undo = async (asked: object) => {
      await undoImport(author, 't1', one.id, undoImportSchema.parse(asked))
      await workOff()
      return getImport('t1', one.id)
    }
    expect((await undo({})).reversals).toEqual({ reverted: 3, 'changed-since-import': 3 })
    // Row 2 was unchanged, row 3 is taken back already.
    for (const rows of [[1, 2], [3], [99]])
      await expect(undo({ rows })).rejects.toMatchObject({ code: 'conflict', message: /not kept back/ })
    expect(await undo({ rows: [13, 13] })).toMatchObject({
      state: 'undone',
      reversals: { reverted: 4, 'changed-since-import': 2 },
    })
    expect(await live('20')).toMatchObject({ locale: null, timeZone: null })
    expect(await live('21')).toMatchObject({ locale: 'ja-JP', timeZone: 'Asia/Tokyo' })
    const [kept] = await rowsOf(one, { only: 'kept' })
    expect(kept?.row).toBe(1)
    expect((await undo({ rows: [1, 14] })).reversals).toEqual({ reverted: 6 })
    expect(await checksum()).toBe(before)
    expect(undoImportSchema.safeParse({ rows: [1], overwrite: true }).success).toBe(false)
    expect(undoImportSchema.safeParse({ rows: Array.from({ length: 1001 }, (_, at) => at + 1) }).success).toBe(false)
  })

  it('that was not finished goes on before anything is overwritten, and counts its days from the import', async () => {
    const content = await mixture()
    const before = await checksum()
    const one = await applied(content)
    await db().mailbox.updateMany({ where: { number: '1' }, data: { locale: 'ja-JP', version: { increment: 1 } } })
    await undoImport(author, 't1', one.id, { overwrite: false })
    const queued = await db().mailboxImport.findUniqueOrThrow({ where: { id: one.id } })
    for (let turn = 0; turn < 5; turn += 1) await noteFailure(queued, new Error('broken'))
    const failed = await getImport('t1', one.id)
    expect(failed).toMatchObject({ state: 'failed', direction: 'revert', finishedAt: one.finishedAt })
    expect(failed.reason).toMatch(/5 times in a row.*What was taken back until then stays so/)
    await expect(undoImport(author, 't1', one.id, { overwrite: true })).rejects.toMatchObject({
      code: 'conflict',
      action: /Try again first/,
    })
    await resumeImport(author, 't1', one.id)
    await workOff()
    const undone = await getImport('t1', one.id)
    expect(undone).toMatchObject({ state: 'undone', reversals: { reverted: 3, 'changed-since-import': 1 } })
    await undoImport(author, 't1', one.id, { overwrite: true })
    await workOff()
    expect([(await getImport('t1', one.id)).finishedAt, await checksum()]).toEqual([one.finishedAt, before])
  })

  it('keeps a mailbox that was given a recording since, unless told otherwise', async () => {
    const one = await applied(many(2))
    const spoken = await db().mailbox.findFirstOrThrow({ orderBy: { number: 'asc' } })
    await uploadGreeting(author, { id: 't1', mailboxId: spoken.id, type: 'personal' }, 0, {
      chunks: inChunks(makeWav()),
      declaredBytes: null,
      fileName: 'hello.wav',
    })
    await undoImport(author, 't1', one.id, { overwrite: false })
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 1, 'changed-since-import': 1 })
    expect(await live(spoken.number)).toMatchObject({ id: spoken.id })
    await undoImport(author, 't1', one.id, { overwrite: true })
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 2 })
    expect(await live(spoken.number)).toBeNull()
  })

  it('that failed is not tried again once its rows may be gone, as it would end as if all were taken back', async () => {
    const one = await applied(many(3))
    await undoImport(author, 't1', one.id, { overwrite: false })
    const queued = await db().mailboxImport.findUniqueOrThrow({ where: { id: one.id } })
    for (let turn = 0; turn < 5; turn += 1) await noteFailure(queued, new Error('broken'))
    const finishedAt = new Date(Date.now() - 30 * 86_400_000)
    await db().mailboxImport.update({ where: { id: one.id }, data: { finishedAt } })
    await expect(resumeImport(author, 't1', one.id)).rejects.toMatchObject({
      code: 'conflict',
      message: /rows are gone/,
    })
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'failed', finishedAt: finishedAt.toISOString() })
  })

  it('keeps a row back whose greeting has lost its recording, and takes back the others', async () => {
    await add('1', { locale: 'de-DE' })
    const spoken = await add('2', { locale: 'de-DE' })
    const recorded = { id: 't1', mailboxId: spoken.id, type: 'personal' as const }
    await uploadGreeting(author, recorded, 0, {
      chunks: inChunks(makeWav()),
      declaredBytes: null,
      fileName: 'hello.wav',
    })
    await db().mailbox.update({ where: { id: spoken.id }, data: { activeGreetingType: 'personal' } })
    const one = await applied('Mailbox Number,Active Greeting Type,Locale\n1,,fr-FR\n2,Standard,fr-FR\n')
    expect(one.results).toEqual({ applied: 2 })
    const greeting = { mailboxId: spoken.id, type: 'personal' }
    const { currentVersionId } = await db().greeting.findFirstOrThrow({ where: greeting })
    await db().greeting.updateMany({ where: greeting, data: { currentVersionId: null } })
    await undoImport(author, 't1', one.id, { overwrite: false })
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({
      state: 'undone',
      reversals: { reverted: 1, 'greeting-gone': 1 },
    })
    expect([await live('1'), await live('2')]).toMatchObject([
      { locale: 'de-DE' },
      { locale: 'fr-FR', activeGreetingType: 'standard' },
    ])
    await db().greeting.updateMany({ where: greeting, data: { currentVersionId } })
    await undoImport(author, 't1', one.id, { rows: [2] })
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 2 })
    expect(await live('2')).toMatchObject({ locale: 'de-DE', activeGreetingType: 'personal' })
  })

  it('does not take a number from somebody, nor come too late', async () => {
    await add('3')
    const one = await applied(`${header}delete,3,,,,,\n`)
    await add('3')
    await undoImport(author, 't1', one.id, { overwrite: false })
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ 'number-taken': 1 })
    const again = async () => {
      await undoImport(author, 't1', one.id, { rows: [1] })
      await workOff()
      return (await getImport('t1', one.id)).reversals
    }
    expect(await again()).toEqual({ 'number-taken': 1 })
    await db().mailbox.updateMany({ where: { number: '3', deletedAt: null }, data: { number: '33' } })
    expect(await again()).toEqual({ reverted: 1 })
    expect(await live('3')).toMatchObject({ owner: 'Agent 3' })
    await db().mailboxImport.update({
      where: { id: one.id },
      data: { finishedAt: new Date(Date.now() - 31 * 86_400_000) },
    })
    await expect(undoImport(author, 't1', one.id, { overwrite: false })).rejects.toThrow('30 days')
  })
})
