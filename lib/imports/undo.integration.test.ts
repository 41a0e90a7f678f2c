import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db/instance'
import {
  add,
  applied,
  author,
  checked,
  checksum,
  expectNothingLost,
  header,
  importWorld,
  many,
  mixture,
  rowsOf,
  workOff,
} from '@/lib/testing/import-world'
import type { MailboxImport } from './schema'
import { getImport } from './server/get-import'
import { confirmImport, undoImport } from './server/steer-import'

importWorld()

/** A worker process, killed without warning after some turns. */
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
    if (seen === turns) setTimeout(() => worker.kill('SIGKILL'), thenMs)
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
    const one = await checked(`${many(40_000)},1,Renamed,,/d,,\r\n`)
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
    await undoImport(author, 't1', one.id, false)
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
    await undoImport(author, 't1', one.id, false)
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
    await undoImport(author, 't1', one.id, false)
    await workOff()
    const undone = await getImport('t1', one.id)
    expect(undone.reversals).toEqual({ reverted: 3, 'changed-since-import': 1 })
    expect(await rowsOf(undone, { only: 'kept' })).toMatchObject([
      { row: 1, sentence: 'Somebody changed the mailbox after the import.' },
    ])
    await undoImport(author, 't1', one.id, true)
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 4 })
    expect(await checksum()).toBe(before)
  })

  it('does not take a number from somebody, nor come too late', async () => {
    await add('3')
    const one = await applied(`${header}delete,3,,,,,\n`)
    await add('3')
    await undoImport(author, 't1', one.id, false)
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ 'number-taken': 1 })
    await db().mailboxImport.update({
      where: { id: one.id },
      data: { finishedAt: new Date(Date.now() - 31 * 86_400_000) },
    })
    await expect(undoImport(author, 't1', one.id, false)).rejects.toThrow('30 days')
  })
})
