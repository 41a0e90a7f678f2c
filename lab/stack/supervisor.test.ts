import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Child, Exit } from './child'
import { LabError } from './lab-error'
import { OwnRunFile } from './run-file'
import { type Part, Supervisor } from './supervisor'

/** A part whose processes end when the test says so. */
class FakePart implements Part {
  readonly name = 'worker'
  readonly port = 3001
  starts = 0
  failures = 0
  private end: (exit: Exit) => void = () => undefined

  readonly start = async (): Promise<Child> => {
    this.starts += 1
    if (this.failures > 0) {
      this.failures -= 1
      throw new LabError('The worker stopped while it started: no database.')
    }
    let isOver = false
    const exited = new Promise<Exit>((resolve) => {
      this.end = (exit) => {
        isOver = true
        resolve(exit)
      }
    })
    return {
      identity: { pid: 1_000 + this.starts, startTicks: 1 },
      logPath: '/logs/worker.log',
      title: 'The worker',
      logOffset: 0,
      exited,
      hasExited: () => isOver,
      stop: async () => this.end({ code: 0, signal: null }),
    }
  }

  crash(): void {
    this.end({ code: null, signal: 'SIGKILL' })
  }
}

let folder: string
let runFile: OwnRunFile
let lines: string[]
let supervisor: Supervisor
let part: FakePart

const state = () => supervisor.list()[0]

beforeEach(() => {
  vi.useFakeTimers()
  folder = mkdtempSync(join(tmpdir(), 'patchboard-supervisor-'))
  runFile = OwnRunFile.claim(join(folder, 'run.json'), new Date())
  lines = []
  supervisor = new Supervisor(runFile, (line) => lines.push(line))
  part = new FakePart()
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

describe('Supervisor', () => {
  it('brings a part back that ends by itself, and says so', async () => {
    await supervisor.launch(part)
    part.crash()
    await vi.advanceTimersByTimeAsync(999)
    expect(state()).toMatchObject({ state: 'starting', pid: null })
    await vi.advanceTimersByTimeAsync(1)
    expect(state()).toMatchObject({ state: 'running', pid: 1002 })
    expect(runFile.get().parts).toEqual([{ name: 'worker', pid: 1002, startTicks: 1, port: 3001 }])
    expect(lines).toEqual(['! worker ended by itself (signal SIGKILL). Log: /logs/worker.log', '✓ worker runs again'])
  })

  it('waits longer each time, and leaves a part down that does not come up', async () => {
    await supervisor.launch(part)
    part.failures = 9
    part.crash()
    await vi.advanceTimersByTimeAsync(1_000 + 2_000 + 5_000 + 10_000)
    expect(part.starts).toBe(5)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(part.starts).toBe(6)
    expect(state()?.state).toBe('failed')
    expect(lines.at(-1)).toBe('✗ worker is left down after 5 attempts')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(part.starts).toBe(6)
  })

  it('forgets earlier crashes of a part that ran for two minutes', async () => {
    await supervisor.launch(part)
    for (let crash = 0; crash < 8; crash += 1) {
      await vi.advanceTimersByTimeAsync(121_000)
      part.crash()
      await vi.advanceTimersByTimeAsync(1_000)
      expect(state()?.state).toBe('running')
    }
  })

  it('leaves a part down that was stopped on purpose, until it is started', async () => {
    await supervisor.launch(part)
    expect(await supervisor.stop('worker')).toMatchObject({ state: 'stopped', pid: null })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(part.starts).toBe(1)
    expect(runFile.get().parts).toEqual([])
    expect(await supervisor.start('worker')).toMatchObject({ state: 'running', pid: 1002 })
    expect(await supervisor.start('worker')).toMatchObject({ pid: 1002 })
    expect(lines).toEqual([])
  })

  it('does not bring back a part that was stopped while it waited to be brought back', async () => {
    await supervisor.launch(part)
    part.crash()
    await vi.advanceTimersByTimeAsync(500)
    await supervisor.stop('worker')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(part.starts).toBe(1)
  })

  it('brings nothing back once it is closed', async () => {
    await supervisor.launch(part)
    supervisor.close()
    part.crash()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(part.starts).toBe(1)
    expect(lines).toEqual([])
  })

  it('knows the parts it has, and no others', async () => {
    await supervisor.launch(part)
    expect(await supervisor.stop('toaster')).toBeNull()
    expect(await supervisor.start('toaster')).toBeNull()
  })

  it('lets the failure of a first start through', async () => {
    part.failures = 1
    await expect(supervisor.launch(part)).rejects.toThrow('no database')
    expect(state()?.state).toBe('failed')
  })
})
