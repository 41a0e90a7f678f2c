import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { claimFolder } from './claim'
import { labPaths } from './paths'
import { groupMembers, type ProcessIdentity } from './processes'
import { readRunFile } from './run-file'

const SUPERVISOR = fileURLToPath(new URL('./rehearsal/supervisor.ts', import.meta.url))
const PATIENCE = { timeout: 15_000, interval: 50 }

let folder: string
let supervisor: ChildProcess
let guardPid: number
let parts: ProcessIdentity[]

/** Guards that are children of this process. */
function guardsOf(parent: number | undefined): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => {
    try {
      const isGuard = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('guard.ts')
      return isGuard && readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nPPid:\t${parent}\n`)
    } catch {
      return false
    }
  })
}

const paths = () => labPaths(process.cwd(), folder)
const left = () => parts.flatMap((part) => groupMembers(part))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchboard-orphans-'))
  supervisor = spawn(process.execPath, ['--import', 'tsx', SUPERVISOR, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!supervisor.stdout) throw new Error('no output')
  const [line] = await once(createInterface({ input: supervisor.stdout }), 'line')
  guardPid = JSON.parse(String(line)).guard
  parts = readRunFile(paths().runFile)?.parts ?? []
  // Each has a child of its own, which is as stubborn.
  await vi.waitFor(() => expect(left()).toHaveLength(4), PATIENCE)
})

afterEach(() => {
  supervisor.kill('SIGKILL')
  for (const pid of left()) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('what a supervisor leaves behind', () => {
  it('is nothing when it is asked to end', async () => {
    supervisor.kill('SIGTERM')
    await once(supervisor, 'exit')
    expect(left()).toEqual([])
    expect(existsSync(paths().runFile)).toBe(false)
  })

  it('is nothing when it is killed: its guard ends the rest', async () => {
    supervisor.kill('SIGKILL')
    await vi.waitFor(() => expect(left()).toEqual([]), PATIENCE)
  })

  it('is ended by the next start when its guard was killed with it', async () => {
    process.kill(guardPid, 'SIGKILL')
    supervisor.kill('SIGKILL')
    await once(supervisor, 'exit')
    expect(left()).toHaveLength(4)
    const runFile = await claimFolder(paths(), { fresh: false, graceMs: 500 })
    expect(left()).toEqual([])
    runFile.remove()
  })

  it('is guarded again when only the guard was killed', async () => {
    process.kill(guardPid, 'SIGKILL')
    await vi.waitFor(() => expect(guardsOf(supervisor.pid).filter((pid) => pid !== guardPid)).toHaveLength(1), PATIENCE)
    supervisor.kill('SIGKILL')
    await vi.waitFor(() => expect(left()).toEqual([]), PATIENCE)
  })

  it('cannot be taken over while it lives', async () => {
    await expect(claimFolder(paths(), { fresh: false })).rejects.toThrow('runs already')
  })
})
