import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { AlreadyRunning } from './claim'
import { explain } from './lab-error'
import { outsideFolder } from './parts/postgres-home'
import { isRunning } from './processes'
import { readRunFile } from './run-file'
import { type Stack, type StackOptions, startStack } from './stack'

const root = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'patchboard-stack-'))
const lines: string[] = []

function optionsFor(name: string, change: Partial<StackOptions> = {}): StackOptions {
  return {
    root,
    folder: join(folder, name),
    fresh: false,
    backfill: false,
    firstPort: 28_700,
    tenants: 20,
    pods: 30,
    seed: 7,
    speed: 1,
    parts: ['postgresql', 'pushgateway'],
    environment: { PATH: process.env.PATH, HOME: process.env.HOME },
    say: (line) => lines.push(line),
    ...change,
  }
}

async function query(databaseUrl: string | null, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl ?? '', connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

afterAll(() => {
  for (const name of ['a', 'b']) rmSync(outsideFolder(join(folder, name, 'postgres')), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

describe('a stack', () => {
  let stack: Stack

  beforeAll(async () => {
    stack = await startStack(optionsFor('a'))
  })
  afterAll(() => stack.stop())

  it('serves what its run file says, which only its owner may read', async () => {
    const path = join(folder, 'a', 'run.json')
    const run = readRunFile(path)
    expect(run).toEqual(stack.run())
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await query(run?.databaseUrl ?? null, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect((await fetch(`${run?.pushgateway}/-/ready`)).status).toBe(200)
    expect(run?.parts.every(isRunning)).toBe(true)
  })

  it('prints each part with what it took and its port', () => {
    const { port } = stack.run().parts.find((part) => part.name === 'postgresql') ?? {}
    expect(lines.join('\n')).toMatch(new RegExp(`^✓ postgresql +\\d+\\.\\d s {3}port ${port}`, 'm'))
  })

  it('stops and starts a part over HTTP, in the same place and with the same data', async () => {
    const { supervisor, databaseUrl } = stack.run()
    const tell = (verb: string) => fetch(`${supervisor}/parts/postgresql/${verb}`, { method: 'POST' })
    await query(databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS value')
    expect(await (await tell('stop')).json()).toMatchObject({ state: 'stopped' })
    await expect(query(databaseUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
    expect(await (await tell('start')).json()).toMatchObject({ state: 'running' })
    expect(await query(databaseUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  })

  it('brings a part back that was killed', async () => {
    const before = stack.run().parts.find((part) => part.name === 'pushgateway')
    process.kill(before?.pid ?? 0, 'SIGKILL')
    await vi.waitFor(
      async () => {
        expect(stack.run().parts.find((part) => part.name === 'pushgateway')?.pid).not.toBe(before?.pid)
        expect((await fetch(`${stack.run().pushgateway}/-/ready`)).status).toBe(200)
      },
      { timeout: 10_000, interval: 100 },
    )
  })

  it('says that there is no such part', async () => {
    const answer = await fetch(`${stack.run().supervisor}/parts/toaster/stop`, { method: 'POST' })
    expect(answer.status).toBe(404)
    expect((await answer.json()).message).toBe('There is no part toaster. Parts: postgresql, pushgateway.')
  })

  it('cannot be started twice', async () => {
    await expect(startStack(optionsFor('a'))).rejects.toBeInstanceOf(AlreadyRunning)
  })

  it('leaves nothing running and keeps its data', async () => {
    const { parts, supervisor } = stack.run()
    await stack.stop()
    expect(parts.filter(isRunning)).toEqual([])
    expect(existsSync(join(folder, 'a', 'run.json'))).toBe(false)
    await expect(fetch(`${supervisor}/parts`)).rejects.toThrow()
    stack = await startStack(optionsFor('a'))
    expect(await query(stack.run().databaseUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  })

  it('starts from empty data when asked to', async () => {
    await stack.stop()
    stack = await startStack(optionsFor('a', { fresh: true }))
    await expect(query(stack.run().databaseUrl, 'SELECT value FROM kept')).rejects.toThrow(/does not exist/)
  })
})

describe('a stack with a broken part', () => {
  it('says in one sentence which part, why, and where its log is; and stops the others', async () => {
    const programs = join(folder, 'programs')
    mkdirSync(programs)
    writeFileSync(join(programs, 'pushgateway'), '#!/bin/sh\necho "no flag -listen" >&2\nexit 2\n', { mode: 0o755 })
    const environment = { PATH: `${programs}:${process.env.PATH}` }
    const failure = await startStack(optionsFor('b', { environment, firstPort: 28_750 })).catch(
      (error: unknown) => error,
    )
    const log = join(folder, 'b', 'logs', 'pushgateway.log')
    expect(explain(failure)).toBe(`Pushgateway stopped while it started: no flag -listen. Log: ${log}`)
    expect(readFileSync(log, 'utf8')).toContain('no flag -listen')
    expect(existsSync(join(folder, 'b', 'run.json'))).toBe(false)
    expect(existsSync(join(folder, 'b', 'postgres', 'data', 'postmaster.pid'))).toBe(false)
  })

  it('is stopped while it starts when asked to', async () => {
    const abort = new AbortController()
    const start = startStack(optionsFor('b', { firstPort: 28_750 }), abort.signal)
    abort.abort(new Error('Stopped before it had started.'))
    await expect(start).rejects.toThrow('Stopped before it had started.')
    expect(existsSync(join(folder, 'b', 'run.json'))).toBe(false)
  })
})
