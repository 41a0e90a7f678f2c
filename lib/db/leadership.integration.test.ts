import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startTestServer } from '@/lib/testing/database'
import { Leadership } from './leadership'

const key = 991
let server: Awaited<ReturnType<typeof startTestServer>>
const open: Leadership[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.release()
})
afterAll(() => server?.stop())

function candidate(): Leadership {
  const one = new Leadership(server.databaseUrl, key)
  open.push(one)
  return one
}

async function cutAll(): Promise<void> {
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'patchboard-leader'",
  )
  await client.end()
}

it('is one of many, and the same one as long as it is there', async () => {
  const all = [candidate(), candidate(), candidate()]
  const first = await Promise.all(all.map((one) => one.check()))
  expect(first.filter(Boolean)).toHaveLength(1)
  expect(await Promise.all(all.map((one) => one.check()))).toEqual(first)
})

it('goes over at once when it is given back', async () => {
  const [a, b] = [candidate(), candidate()]
  expect([await a.check(), await b.check()]).toEqual([true, false])
  await a.release()
  expect([await b.check(), await a.check()]).toEqual([true, false])
})

it('is fought for again after all connections were cut', async () => {
  const [a, b] = [candidate(), candidate()]
  expect([await a.check(), await b.check()]).toEqual([true, false])
  await cutAll()
  // Whoever is connected again first has it: which of the two, nobody can say.
  await expect.poll(async () => [await b.check(), await a.check()].filter(Boolean).length, { timeout: 10_000 }).toBe(1)
  const settled = [await b.check(), await a.check()]
  expect(settled.filter(Boolean)).toHaveLength(1)
  expect([await b.check(), await a.check()]).toEqual(settled)
})

it('stays where it was while the database is away', async () => {
  const [a, b] = [candidate(), candidate()]
  expect([await a.check(), await b.check()]).toEqual([true, false])
  await server.postgres.stop()
  expect([await a.check(), await b.check()]).toEqual([true, false])
  expect(await candidate().check()).toBe(false)
  await server.postgres.start()
  await expect.poll(async () => [await a.check(), await b.check()].filter(Boolean).length, { timeout: 10_000 }).toBe(1)
})
