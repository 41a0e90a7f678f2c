import { type ChildProcess, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '@/lib/db/client'
import { migrateDatabase } from '@/lib/db/migrate'
import { freePort, startTestServer } from '@/lib/testing/database'
import { startServer, type TestServer } from '@/lib/testing/hostile-server'

// Whole processes on a machine that may be busy: conditions are waited for, and may take long.
const patience = { timeout: 60_000, interval: 100 }
const intervalSeconds = 1
const tenants = ['t1', 't2', 't3']

let server: Awaited<ReturnType<typeof startTestServer>>
let database: Database
let portal: TestServer
let gateway: TestServer
/** Bodies of the pushes, in the order in which they came. */
let pushes: string[] = []
/** How long a portal takes to answer. */
let portalDelayMs = 0

beforeAll(async () => {
  server = await startTestServer()
  await migrateDatabase({ databaseUrl: server.databaseUrl })
  database = createDatabase({ databaseUrl: server.databaseUrl, applicationName: 'test' })
  portal = await startServer((_request, response) => {
    setTimeout(() => response.writeHead(200).end(), portalDelayMs)
  })
  gateway = await startServer((request, response) => {
    void text(request).then((body) => {
      if (request.method === 'PUT') pushes.push(body)
      response.writeHead(200).end()
    })
  })
  await database.prisma.tenant.createMany({
    data: [...tenants, 'off'].map((id) => ({
      id,
      name: id,
      region: 'default',
      cloud: 'azure',
      portalUrl: `${portal.url}/${id}`,
      enabled: id !== 'off',
    })),
  })
}, 120_000)

afterAll(async () => {
  await database?.close()
  await portal?.close()
  await gateway?.close()
  await server?.stop()
})

type Running = { child: ChildProcess; port: number; output: () => string; exit: Promise<number | null> }
const children: Running[] = []

async function startWorker(environment: Record<string, string> = {}): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      DATABASE_URL: server.databaseUrl,
      NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
      PUSHGATEWAY_URL: gateway.url,
      PROBE_INTERVAL_SECONDS: String(intervalSeconds),
      WORKER_PORT: String(port),
      ...environment,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString()
    })
  }
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const running = { child, port, output: () => output, exit }
  children.push(running)
  return running
}

type Ready = { httpStatus: number; leading?: boolean; jobs?: string }

async function readiness({ port }: Running): Promise<Ready | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`)
    return { httpStatus: response.status, ...((await response.json()) as object) }
  } catch {
    return null
  }
}

const leads = async (worker: Running) => (await readiness(worker))?.leading === true

beforeEach(() => {
  pushes = []
  portalDelayMs = 0
})
afterEach(async () => {
  for (const { child, exit } of children.splice(0)) {
    child.kill('SIGKILL')
    await exit
  }
})

function statusesIn(push: string): string[] {
  return push.split('\n').filter((line) => line.startsWith('Portal_HTTP_Status{'))
}

describe('the worker', () => {
  it('probes every enabled portal once an interval, however many workers run, and hands over when one is killed', async () => {
    const [a, b] = [await startWorker(), await startWorker()]
    await expect.poll(async () => (await Promise.all([leads(a), leads(b)])).filter(Boolean).length, patience).toBe(1)
    const [leader, other] = (await leads(a)) ? [a, b] : [b, a]
    pushes = []
    portal.requests.length = 0
    await expect.poll(() => pushes.length, patience).toBeGreaterThanOrEqual(4)
    const rounds = portal.requests.filter((request) => request === 'GET /t1').length
    expect(Math.abs(rounds - pushes.length)).toBeLessThanOrEqual(1)
    expect(portal.requests).not.toContain('GET /off')
    expect(statusesIn(pushes.at(-1) ?? '')).toEqual(
      tenants.map((id) => `Portal_HTTP_Status{instance="${id}",cloud="azure",region="default"} 200`),
    )

    // In the middle of a round: its portals have been asked and have not answered.
    portalDelayMs = 600
    portal.requests.length = 0
    await expect.poll(() => portal.requests.length, patience).toBeGreaterThan(0)
    leader.child.kill('SIGKILL')
    await leader.exit
    pushes = []
    portalDelayMs = 0
    await expect.poll(() => pushes.length, patience).toBeGreaterThanOrEqual(2)
    expect(statusesIn(pushes[0] ?? '')).toHaveLength(tenants.length)
    expect(await leads(other)).toBe(true)
  }, 180_000)

  it('lets its round end and be pushed when it is told to stop', async () => {
    const worker = await startWorker()
    await expect.poll(() => pushes.length, patience).toBeGreaterThan(0)
    portalDelayMs = 500
    portal.requests.length = 0
    await expect.poll(() => portal.requests.length, patience).toBeGreaterThanOrEqual(tenants.length)
    pushes = []
    worker.child.kill('SIGTERM')
    expect(await worker.exit).toBe(0)
    expect(pushes).toHaveLength(1)
    expect(statusesIn(pushes[0] ?? '')).toHaveLength(tenants.length)
    expect(worker.output()).toContain('"msg":"stopped"')
  }, 120_000)

  it('waits for a database that is not there yet, and goes on probing when it goes away', async () => {
    await server.postgres.stop()
    const worker = await startWorker()
    await expect.poll(async () => (await readiness(worker))?.httpStatus, patience).toBe(503)
    expect((await fetch(`http://127.0.0.1:${worker.port}/healthz`)).status).toBe(200)
    expect(worker.output()).toContain('waiting for the database; looking again')
    expect(pushes).toEqual([])

    await server.postgres.start()
    await expect.poll(() => pushes.length, patience).toBeGreaterThan(0)
    expect(await readiness(worker)).toMatchObject({ httpStatus: 200, jobs: 'open', leading: true })

    await server.postgres.stop()
    pushes = []
    await expect.poll(() => pushes.length, patience).toBeGreaterThanOrEqual(3)
    expect(statusesIn(pushes.at(-1) ?? '')).toHaveLength(tenants.length)
    expect(worker.child.exitCode).toBeNull()

    await server.postgres.start()
    await database.pool.query("UPDATE tenants SET enabled = false WHERE id = 't3'").catch(() => undefined)
    await expect
      .poll(async () => {
        await database.pool.query("UPDATE tenants SET enabled = false WHERE id = 't3'").catch(() => undefined)
        return statusesIn(pushes.at(-1) ?? '').length
      }, patience)
      .toBe(tenants.length - 1)
    await database.pool.query("UPDATE tenants SET enabled = true WHERE id = 't3'")
    worker.child.kill('SIGTERM')
    expect(await worker.exit).toBe(0)
  }, 240_000)

  it('waits for migrations of its version, and says so', async () => {
    const newest = 'migration_name = (SELECT max(migration_name) FROM _prisma_migrations)'
    await database.pool.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE ${newest}`)
    const worker = await startWorker()
    await expect.poll(async () => (await readiness(worker))?.jobs, patience).toContain('npm run db:migrate')
    expect(await readiness(worker)).toMatchObject({ httpStatus: 503 })
    expect(pushes).toEqual([])
    await database.pool.query(`UPDATE _prisma_migrations SET finished_at = now() WHERE ${newest}`)
    await expect.poll(() => readiness(worker), patience).toMatchObject({ httpStatus: 200, jobs: 'open' })
  }, 120_000)

  it('stops in order while the database is down', async () => {
    const worker = await startWorker()
    await expect.poll(() => pushes.length, patience).toBeGreaterThan(0)
    await server.postgres.stop()
    worker.child.kill('SIGTERM')
    expect(await worker.exit).toBe(0)
    await server.postgres.start()
  }, 120_000)

  it('serves its own metrics', async () => {
    const worker = await startWorker()
    await expect.poll(() => pushes.length, patience).toBeGreaterThan(0)
    const metrics = await (await fetch(`http://127.0.0.1:${worker.port}/metrics`)).text()
    expect(metrics).toMatch(/patchboard_portal_probes_total\{outcome="answered"\} \d+/)
    expect((await fetch(`http://127.0.0.1:${worker.port}/elsewhere`)).status).toBe(404)
  }, 120_000)

  it('refuses a wrong configuration with the variable and an example', async () => {
    const worker = await startWorker({ DATABASE_URL: 'mysql://elsewhere/', PROBE_CONCURRENCY: '0' })
    expect(await worker.exit).toBe(1)
    expect(worker.output()).toContain('DATABASE_URL')
    expect(worker.output()).toContain('For example: PROBE_CONCURRENCY=50')
  }, 60_000)
})
