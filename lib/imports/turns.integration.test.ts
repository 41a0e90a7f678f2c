import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { storageError } from '@/lib/storage/failure'
import { add, author, checked, header, importWorld, many, upload, workOff } from '@/lib/testing/import-world'
import { advanceCheck } from './server/advance-check'
import { advanceImport } from './server/advance-import'
import { getImport } from './server/get-import'
import { noteFailure, noteWaiting } from './server/note-failure'
import { cancelImport, confirmImport } from './server/steer-import'
import { startCheck } from './server/upload-import'

importWorld()

/** Another worker's connection, for as long as `run` takes. */
async function meanwhile(run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}
const waiting = async (content: string) => {
  const { id } = await upload(content)
  await startCheck(author, 't1', id, {})
  return id
}
const confirmed = async (content: string) => {
  const { id } = await checked(content)
  await confirmImport(author, 't1', id, { mode: 'good', beyondGuard: true })
  return id
}
const recordOf = (id: string) => db().mailboxImport.findUniqueOrThrow({ where: { id } })

describe('checks', () => {
  it('go on with the next file when another worker is at the first', async () => {
    const [first, second] = [await waiting(many(2)), await waiting(many(3))]
    await meanwhile(async (client) => {
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`import ${first}`])
      expect(await advanceCheck(new Set())).toBe(true)
      expect(await getImport('t1', second)).toMatchObject({ state: 'checked', counts: { create: 3 } })
      expect(await advanceCheck(new Set())).toBe(false)
      expect(await getImport('t1', first)).toMatchObject({ state: 'checking' })
    })
    await workOff()
    expect(await getImport('t1', first)).toMatchObject({ state: 'checked' })
  })

  it('and applying do not wait for each other', async () => {
    const applying = await confirmed(many(2))
    const checking = await waiting(many(3, 200_000))
    expect([await advanceImport(), await advanceImport(), await advanceImport()]).toEqual([true, true, false])
    expect([(await getImport('t1', applying)).state, (await getImport('t1', checking)).state]).toEqual([
      'done',
      'checking',
    ])
  })

  it('say that the storage is away while they wait, and no longer when it is back', async () => {
    const id = await waiting(many(2))
    await noteWaiting(await recordOf(id), 'unreachable')
    expect(await getImport('t1', id)).toMatchObject({ state: 'checking', reason: /storage cannot be reached/ })
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({ state: 'checked', reason: null })
  })
})

describe('a turn that fails', () => {
  it('because a lock is held too long is counted, and lets other imports go first', async () => {
    await add('1')
    const { id: stuck } = await checked(`${header},1,Renamed,,,,\n`)
    const { id: other } = await checked(many(2), {}, 't2')
    await confirmImport(author, 't1', stuck, { mode: 'good', beyondGuard: true })
    await confirmImport(author, 't2', other, { mode: 'good', beyondGuard: true })
    await meanwhile(async (client) => {
      await client.query('BEGIN')
      await client.query("SELECT 1 FROM mailboxes WHERE number = '1' FOR UPDATE")
      expect(await advanceImport()).toBe(true)
      expect(await recordOf(stuck)).toMatchObject({ state: 'queued', failures: 1 })
      expect(await advanceImport()).toBe(true)
      expect(await getImport('t2', other)).toMatchObject({ results: { applied: 2 } })
    })
    await workOff()
    expect(await recordOf(stuck)).toMatchObject({ state: 'done', failures: 0, results: { applied: 1 } })
  }, 60_000)

  it('says of a check that it changed no mailbox', async () => {
    const { id } = await upload(many(2))
    await startCheck(author, 't1', id, {})
    const worked = await recordOf(id)
    for (let turn = 0; turn < 5; turn += 1) await noteFailure(worked, new Error('broken'))
    const failed = await getImport('t1', id)
    expect(failed.state).toBe('failed')
    expect(failed.reason).toMatch(/5 times in a row.*A check changes no mailbox\./)
    expect(failed.reason).not.toContain('can be undone')
  })

  it('changes nothing of what a person decided meanwhile', async () => {
    const id = await confirmed(many(2))
    const worked = await recordOf(id)
    await cancelImport(author, 't1', id, true)
    const cancelled = await getImport('t1', id)
    for (let turn = 0; turn < 6; turn += 1) await noteFailure(worked, storageError('missing', null))
    expect(await getImport('t1', id)).toMatchObject({
      state: 'cancelled',
      reason: null,
      finishedAt: cancelled.finishedAt,
    })
    expect(await recordOf(id)).toMatchObject({ failures: 0 })
  })
})
