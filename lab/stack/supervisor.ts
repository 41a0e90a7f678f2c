import type { Child, Exit } from './child'
import { explain } from './lab-error'
import type { OwnRunFile } from './run-file'
import type { Say } from './steps'

/** A server of the stack that can be stopped and started again while the rest goes on. */
export type Part = {
  name: string
  port: number | null
  /** Starts it and resolves when it serves. Throws LabError. */
  start: () => Promise<Child>
  /** What a person should know about it, once it runs. */
  note?: () => string | undefined
}

type State = 'starting' | 'running' | 'stopped' | 'failed'
export type PartState = {
  name: string
  port: number | null
  pid: number | null
  state: State
  startTicks: number | null
}

type Entry = { part: Part; state: State; child: Child | null }

const RESTART_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000]
/** A part that ran this long had recovered: its next crash counts as the first again. */
const RECOVERED_AFTER_MS = 120_000

const sleep = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))
const describeExit = ({ code, signal }: Exit) => (signal ? `signal ${signal}` : `exit code ${code}`)

/** Knows the parts of one stack, brings back those that crash, and stops them when it is told to. */
export class Supervisor {
  private readonly entries = new Map<string, Entry>()
  private closing = false

  constructor(
    private readonly runFile: OwnRunFile,
    private readonly say: Say,
  ) {}

  /** Starts a part for the first time. Throws LabError when it does not come up. */
  async launch(part: Part): Promise<Child> {
    const entry: Entry = { part, state: 'starting', child: null }
    this.entries.set(part.name, entry)
    return this.bringUp(entry)
  }

  list(): PartState[] {
    return [...this.entries.values()].map(({ part, state, child }) => ({
      name: part.name,
      port: part.port,
      state,
      pid: child?.identity.pid ?? null,
      startTicks: child?.identity.startTicks ?? null,
    }))
  }

  /** Stops a part on purpose: it stays down until `start`. Null when there is no such part. */
  async stop(name: string): Promise<PartState | null> {
    const entry = this.entries.get(name)
    if (!entry) return null
    entry.state = 'stopped'
    const { child } = entry
    entry.child = null
    await child?.stop()
    this.runFile.dropPart(name)
    return this.stateOf(name)
  }

  /** Starts a part that is down. Does nothing to one that runs. Null when there is no such part. */
  async start(name: string): Promise<PartState | null> {
    const entry = this.entries.get(name)
    if (!entry) return null
    if (entry.state === 'stopped' || entry.state === 'failed') await this.bringUp(entry)
    return this.stateOf(name)
  }

  /** Stops bringing parts back; the stack is about to end. */
  close(): void {
    this.closing = true
  }

  private stateOf(name: string): PartState | null {
    return this.list().find((state) => state.name === name) ?? null
  }

  private async bringUp(entry: Entry, crashes = 0): Promise<Child> {
    entry.state = 'starting'
    const startedAt = Date.now()
    let child: Child
    try {
      child = await entry.part.start()
    } catch (error) {
      entry.state = 'failed'
      throw error
    }
    entry.child = child
    entry.state = 'running'
    this.runFile.setPart({ ...child.identity, name: entry.part.name, port: entry.part.port })
    void child.exited.then((exit) => {
      // A stop on purpose has taken the child away before; a newer start has replaced it.
      if (this.closing || entry.child !== child) return undefined
      entry.child = null
      this.say(`! ${entry.part.name} ended by itself (${describeExit(exit)}). Log: ${child.logPath}`)
      return this.bringBack(entry, Date.now() - startedAt > RECOVERED_AFTER_MS ? 0 : crashes)
    })
    return child
  }

  private async bringBack(entry: Entry, crashes: number): Promise<void> {
    for (const [index, delayMs] of RESTART_DELAYS_MS.slice(crashes).entries()) {
      entry.state = 'starting'
      await sleep(delayMs)
      if (this.closing || entry.state !== 'starting') return
      try {
        await this.bringUp(entry, crashes + index + 1)
        this.say(`✓ ${entry.part.name} runs again`)
        return
      } catch (error) {
        this.say(`! ${explain(error)}`)
      }
    }
    entry.state = 'failed'
    this.say(`✗ ${entry.part.name} is left down after ${RESTART_DELAYS_MS.length} attempts`)
  }
}
