import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { GuardMessage } from './guard'
import type { ProcessIdentity } from './processes'

const GUARD = fileURLToPath(new URL('./guard.ts', import.meta.url))

/** The supervisor's end of the pipe to its guard: what it announces here does not outlive it. */
export class GuardLink {
  private readonly watched = new Map<number, GuardMessage>()
  private process: ChildProcess
  private closed = false

  constructor(
    private readonly root: string,
    /** What a part gets to end in good order before it is killed. */
    readonly graceMs = 8_000,
  ) {
    this.process = this.open()
  }

  get pid(): number | null {
    return this.process.pid ?? null
  }

  add(identity: ProcessIdentity, signal: NodeJS.Signals): void {
    const message: GuardMessage = { add: { ...identity, signal } }
    this.watched.set(identity.pid, message)
    this.send(message)
  }

  remove(pid: number): void {
    this.watched.delete(pid)
    this.send({ remove: pid })
  }

  /** Closes the pipe: the guard stops what is still announced, then ends. Resolves when it has. */
  async close(): Promise<void> {
    this.closed = true
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    await new Promise<void>((resolve) => {
      this.process.ref()
      this.process.once('exit', () => resolve())
      this.process.stdin?.end()
    })
  }

  private open(): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', GUARD, String(this.graceMs)], {
      cwd: this.root,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.unref()
    child.stdin?.on('error', () => undefined)
    child.once('exit', () => {
      if (!this.closed) {
        this.process = this.open()
        for (const message of this.watched.values()) this.send(message)
      }
    })
    return child
  }

  private send(message: GuardMessage): void {
    this.process.stdin?.write(`${JSON.stringify(message)}\n`)
  }
}
