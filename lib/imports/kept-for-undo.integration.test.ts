import { afterEach, beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { removeGreetingsOfMailboxes } from '@/lib/greetings/server/remove-greetings-of-mailboxes'
import { removeLeavingFiles } from '@/lib/greetings/server/sweep-files'
import { uploadGreeting } from '@/lib/greetings/server/upload-greeting'
import { sweepMailboxes } from '@/lib/mailboxes/server/sweep-mailboxes'
import { chunksOf, wav } from '@/lib/testing/greeting-world'
import { add, applied, author, checksum, header, importWorld, live, workOff } from '@/lib/testing/import-world'
import { getImport } from './server/get-import'
import { undoImport } from './server/undo-import'
import { undoableImports } from './server/undoable-imports'

importWorld()

const dayMs = 86_400_000
const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs)
const sweep = () =>
  sweepMailboxes({ now, undoable: [undoableImports], steps: [removeGreetingsOfMailboxes], batchSize: 2 })
const left = async () => (await db().mailbox.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number)

/** An import that deleted 1 and 2, changed 3 and created 7, then rested for long; 3 was deleted by hand meanwhile, 4 to 6 before it. */
async function longImport(endedAt: Date) {
  for (const number of ['1', '2', '3', '4', '5', '6']) await add(number)
  await db().mailbox.updateMany({ where: { number: { in: ['4', '5', '6'] } }, data: { deletedAt: daysAgo(40) } })
  const one = await applied(`${header}delete,1,,,,,\ndelete,2,,,,,\n,3,,,de-CH,,\n,7,Seven,,,,\n`)
  await db().mailbox.updateMany({ where: { number: { in: ['1', '2'] } }, data: { deletedAt: daysAgo(35) } })
  const byHand = { deletedAt: daysAgo(34), version: { increment: 1 } }
  await db().mailbox.updateMany({ where: { number: { in: ['3'] } }, data: byHand })
  await db().mailboxImport.update({ where: { id: one.id }, data: { createdAt: daysAgo(41), finishedAt: endedAt } })
  return one
}

beforeEach(() => clearGreetings())
afterEach(() => clearGreetings())
async function clearGreetings() {
  const ids = (await db().mailbox.findMany({ select: { id: true } })).map(({ id }) => id)
  await db().$transaction((tx) => removeGreetingsOfMailboxes(tx, ids))
}

it('what an import can still give back outlives its own 30 days, greeting and file with it', async () => {
  const first = await add('1')
  const personal = { id: 't1', mailboxId: first.id, type: 'personal' as const }
  await uploadGreeting(author, personal, 0, { chunks: chunksOf(wav), declaredBytes: wav.byteLength, fileName: 'a.wav' })
  const before = await checksum()
  const one = await applied(`${header}delete,1,,,,,\n`)
  await db().mailbox.updateMany({ data: { deletedAt: daysAgo(45) } })
  await db().mailboxImport.update({
    where: { id: one.id },
    data: { createdAt: daysAgo(50), finishedAt: daysAgo(29.9) },
  })

  expect(await sweep()).toBe(0)
  await removeLeavingFiles(now)
  await undoImport(author, 't1', one.id, { overwrite: false })
  await workOff()
  expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 1 })
  expect(await checksum()).toBe(before)
  expect(await db().greeting.findMany()).toMatchObject([{ mailboxId: first.id, currentVersionId: expect.any(String) }])
  expect(await db().greetingFileChange.count()).toBe(0)
})

it('waits to the last moment of the undo, and keeps nothing else from going', async () => {
  const one = await longImport(daysAgo(30))
  expect(await sweep()).toBe(3)
  expect(await left()).toEqual(['1', '2', '3', '7'])
  // A millisecond later the undo is refused.
  await db().mailboxImport.update({ where: { id: one.id }, data: { finishedAt: new Date(daysAgo(30).getTime() - 1) } })
  await expect(undoImport(author, 't1', one.id, { overwrite: true })).rejects.toMatchObject({ code: 'conflict' })
  expect(await sweep()).toBe(3)
  expect(await left()).toEqual(['7'])
})

it.each(['paused', 'queued', 'reverting', 'applying'])(
  'keeps it while the import is %s, however long',
  async (state) => {
    const one = await longImport(daysAgo(90))
    await db().mailboxImport.update({ where: { id: one.id }, data: { state, direction: 'revert' } })
    expect(await sweep()).toBe(3)
    expect(await left()).toEqual(['1', '2', '3', '7'])
    if (state !== 'queued') return
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 3, 'changed-since-import': 1 })
    expect(await live('1')).toMatchObject({ owner: 'Agent 1' })
  },
)

it('what began after all that is due was deleted is not asked for', async () => {
  const one = await longImport(daysAgo(1))
  expect(await undoableImports(now, daysAgo(30))).toEqual([one.id])
  await db().mailboxImport.update({ where: { id: one.id }, data: { createdAt: daysAgo(29) } })
  expect(await undoableImports(now, daysAgo(30))).toEqual([])
})
