import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db/instance'
import { applied, author, checked, importWorld, many, upload } from '@/lib/testing/import-world'
import { importsQuerySchema } from './schema'
import { listImports } from './server/get-import'
import { confirmImport } from './server/steer-import'

importWorld()

const list = (query: object = {}, tenantId = 't1') => listImports(tenantId, importsQuerySchema.parse(query))
const idsOf = async (query: object) => (await list(query)).items.map(({ id }) => id)

/** What a piece of work asks of the database. */
async function questions(work: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return asked.mock.calls.length
  } finally {
    asked.mockRestore()
  }
}

describe('the list of imports', () => {
  it('comes page by page, the newest first, and each import once', async () => {
    const made: string[] = []
    for (let at = 0; at < 7; at += 1) made.unshift((await upload(many(1))).id)
    await upload(many(1), {}, 't2')
    const first = await list({ limit: 3 })
    expect([first.items.map(({ id }) => id), first.nextCursor]).toEqual([made.slice(0, 3), made[2]])
    // What is new meanwhile stands before the first page.
    await upload(many(1))
    const second = await list({ limit: 3, cursor: first.nextCursor })
    expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([made.slice(3, 6), made[5]])
    const third = await list({ limit: 3, cursor: second.nextCursor })
    expect([third.items.map(({ id }) => id), third.nextCursor]).toEqual([made.slice(6), null])
    await expect(list({}, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('tells by state, and refuses a state that is none', async () => {
    const uploading = await upload(many(1))
    const one = await checked(many(2))
    const done = await applied(many(3))
    expect(await idsOf({ state: 'checked,done' })).toEqual([done.id, one.id])
    expect(await idsOf({ state: ['uploading', 'done'] })).toEqual([done.id, uploading.id])
    expect(await idsOf({ state: 'failed' })).toEqual([])
    for (const query of [{ state: 'ready' }, { limit: 201 }, { limit: 0 }, { cursor: 'x' }])
      expect(importsQuerySchema.safeParse(query).success).toBe(false)
  })

  it('asks the database as often for many as for one, and says of each what it says alone', async () => {
    const content = many(2)
    const twin = await checked(content)
    const waiting = await checked(content)
    const last = await checked(content)
    await db().mailboxImport.update({ where: { id: twin.id }, data: { state: 'paused', mode: 'good' } })
    await confirmImport(author, 't1', waiting.id, { mode: 'good', beyondGuard: true })
    await confirmImport(author, 't1', last.id, { mode: 'good', beyondGuard: true })
    const one = await questions(() => list({ limit: 1 }))
    const all = await questions(() => list())
    expect([one > 0, all]).toEqual([true, one])
    expect((await list()).items.map(({ sameFileAs, ahead }) => [sameFileAs, ahead])).toEqual([
      [waiting.id, 2],
      [twin.id, 1],
      [null, 0],
    ])
  })
})
