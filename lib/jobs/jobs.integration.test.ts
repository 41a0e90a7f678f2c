import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, freePort, type TestDatabase } from '@/lib/testing/database'
import { createJobs, type Jobs } from './client'
import { defineJob } from './define-job'

let test: TestDatabase
let database: Database
const patience = { timeout: 25_000, interval: 50 }
const open: Jobs[] = []
const ended: [string, string][] = []

beforeAll(async () => {
  test = await createTestDatabase({ migrate: false })
  database = createDatabase({ databaseUrl: test.databaseUrl, applicationName: 'test' })
})
afterEach(async () => {
  for (const jobs of open.splice(0)) await jobs.stop(1000)
  ended.length = 0
})
afterAll(async () => {
  await database.close()
  await test.stop()
})

function jobsOn(databaseUrl = test.databaseUrl): Jobs {
  const jobs = createJobs({
    databaseUrl,
    onRun: (job, outcome) => ended.push([job, outcome]),
    onError: () => undefined,
    pollingIntervalSeconds: 0.5,
  })
  open.push(jobs)
  return jobs
}

function counting(name: string, run: (data: { n: number }) => Promise<void>, cron?: string) {
  return defineJob({ name, data: z.object({ n: z.number() }), retryLimit: 1, expireInSeconds: 30, cron, run })
}

describe('jobs', () => {
  it('run once each in one of several workers, with what they were given', async () => {
    const seen: number[] = []
    const job = counting('test.count', async ({ n }) => {
      seen.push(n)
    })
    const [a, b] = [jobsOn(), jobsOn()]
    await a.start([job])
    await b.start([job])
    for (const n of [1, 2, 3]) await a.send(job, { n })
    await expect.poll(() => seen.length, patience).toBe(3)
    expect(seen.toSorted()).toEqual([1, 2, 3])
    expect(ended).toEqual(Array(3).fill(['test.count', 'completed']))
  })

  it('are sent through one queue, however many requests open it at once', async () => {
    const job = counting('test.sent', async () => undefined)
    const worker = jobsOn()
    await worker.start([job])
    const sender = createJobs({
      databaseUrl: test.databaseUrl,
      onRun: () => undefined,
      onError: () => undefined,
    })
    const connections = async () => {
      const sql = "SELECT count(*)::int AS held FROM pg_stat_activity WHERE application_name = 'patchboard-jobs'"
      return (await database.pool.query<{ held: number }>(sql)).rows[0]?.held
    }
    await Promise.all([sender.openToSend(), sender.openToSend(), sender.openToSend()])
    await sender.send(job, { n: 1 })
    await sender.stop(1000)
    await worker.stop(1000)
    // A queue that nobody can stop would keep its connection; idle ones go by themselves only after ten seconds.
    await expect.poll(connections, { timeout: 5000 }).toBe(0)
  })

  it('are tried again after a failure', async () => {
    let tries = 0
    const job = counting('test.stumble', async () => {
      tries += 1
      if (tries === 1) throw new Error('stumbled')
    })
    const jobs = jobsOn()
    await jobs.start([job])
    await jobs.send(job, { n: 1 })
    await expect.poll(() => ended.map(([, outcome]) => outcome), patience).toEqual(['failed', 'completed'])
  })

  it('refuse data of another shape when they are sent', async () => {
    const job = counting('test.count', async () => undefined)
    const jobs = jobsOn()
    await expect(jobs.send(job, { n: 1 })).rejects.toMatchObject({ code: 'unavailable' })
    await jobs.start([job])
    const wrong: object = { n: 'one' }
    await expect(jobs.send(job, wrong as { n: number })).rejects.toThrow()
  })

  it('are scheduled once, however many workers start, and no longer when they have no time', async () => {
    const schedules = async () =>
      (await database.pool.query("SELECT name, cron FROM pgboss.schedule WHERE name = 'test.hourly'")).rows
    const job = counting('test.hourly', async () => undefined, '17 * * * *')
    const [a, b] = [jobsOn(), jobsOn()]
    await a.start([job])
    await b.start([job])
    expect(await schedules()).toEqual([{ name: 'test.hourly', cron: '17 * * * *' }])
    await jobsOn().start([{ ...job, cron: undefined }])
    expect(await schedules()).toEqual([])
  })

  it('can be started after the database was away', async () => {
    const job = counting('test.count', async () => undefined)
    const jobs = jobsOn(`postgresql://nobody:x@127.0.0.1:${await freePort()}/none`)
    await expect(jobs.start([job])).rejects.toThrow()
    await expect(jobs.start([job])).rejects.toThrow()
  })

  it('let what runs end when they stop', async () => {
    let finish: (() => void) | undefined
    let isDone = false
    const job = counting('test.long', async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      isDone = true
    })
    const jobs = jobsOn()
    await jobs.start([job])
    await jobs.send(job, { n: 1 })
    await expect.poll(() => finish !== undefined, patience).toBe(true)
    const stopping = jobs.stop(20_000)
    finish?.()
    await stopping
    expect(isDone).toBe(true)
  })
})
