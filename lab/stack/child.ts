import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GuardLink } from './guard-link'
import { LabError } from './lab-error'
import { endGroup, identify, type ProcessIdentity } from './processes'

export type ChildSpec = {
  /** As people read it in a sentence: "Prometheus". */
  title: string
  command: string
  args: readonly string[]
  cwd: string
  env: Record<string, string | undefined>
  logPath: string
  /** What this program takes for "end in good order". */
  stopSignal?: NodeJS.Signals
  owner?: { uid: number; gid: number }
}

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

/** A started process of the stack: the leader of its own group, its output in a log file, guarded against orphanhood. */
export type Child = {
  identity: ProcessIdentity
  logPath: string
  title: string
  /** Where this start's output begins in the log. */
  logOffset: number
  /** Settles when the process has ended, whoever ended it. Never rejects. */
  exited: Promise<Exit>
  hasExited(): boolean
  stop(): Promise<void>
}

function openLog(path: string): { descriptor: number; offset: number } {
  mkdirSync(dirname(path), { recursive: true })
  const descriptor = openSync(path, 'a')
  writeSync(descriptor, `--- started ${new Date().toISOString()}\n`)
  return { descriptor, offset: readFileSync(path).length }
}

async function startChild(spec: ChildSpec, guard: GuardLink): Promise<Child> {
  const { descriptor, offset } = openLog(spec.logPath)
  const signal = spec.stopSignal ?? 'SIGTERM'
  const process = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
    ...spec.owner,
  })
  closeSync(descriptor)
  const { pid } = process
  if (pid === undefined) {
    const reason = await new Promise<Error>((resolve) => process.once('error', resolve))
    throw new LabError(`${spec.title} could not be started (${spec.command}: ${reason.message}).`, {
      logPath: spec.logPath,
      cause: reason,
    })
  }
  const identity = identify(pid)
  guard.add(identity, signal)
  let exit: Exit | null = null
  const exited = new Promise<Exit>((resolve) => {
    process.once('exit', (code, endedBy) => {
      exit = { code, signal: endedBy }
      resolve(exit)
    })
  })
  return {
    identity,
    logPath: spec.logPath,
    title: spec.title,
    logOffset: offset,
    exited,
    hasExited: () => exit !== null,
    stop: async () => {
      await endGroup(identity, { signal, graceMs: guard.graceMs })
      if (exit === null) await exited
      guard.remove(pid)
    },
  }
}

/** What the process printed since this start. */
export function readOutput(child: Child): string {
  return readFileSync(child.logPath).subarray(child.logOffset).toString('utf8')
}

/** What a log line says, without the rest of its fields: servers of the Prometheus family write `err="…"`. */
export function gist(line: string): string {
  const reason = /\berr="((?:[^"\\]|\\.)*)"/.exec(line)?.[1]
  return (reason?.replaceAll('\\"', '"') ?? line).replace(/[.\s]+$/, '').slice(0, 300)
}

/** The line of a program's output that says best why it ended: the last error it named, else its last line. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(at |Node\.js v|--- started)/.test(line))
  const error = lines.findLast((line) => /^(Uncaught )?\w*Error\b.*: ./.test(line))
  return gist(error ?? lines.at(-1) ?? 'it printed nothing')
}

/**
 * Waits until `isReady` says so. Throws LabError when the process ends first or the time is over; what `isReady`
 * throws counts as "not yet".
 */
export async function waitUntilReady(
  child: Child,
  isReady: () => Promise<boolean>,
  { timeoutMs = 60_000 }: { timeoutMs?: number } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline) {
    if (await isReady().catch(() => false)) return
    if (child.hasExited()) {
      throw new LabError(`${child.title} stopped while it started: ${lastWords(readOutput(child))}.`, {
        logPath: child.logPath,
      })
    }
    await sleep(100)
  }
  throw new LabError(`${child.title} did not become ready within ${timeoutMs / 1000} seconds.`, {
    logPath: child.logPath,
  })
}

/** Whether an address answers with a 2xx within a second. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(1_000), redirect: 'manual' })
  await response.arrayBuffer()
  return response.ok
}

/** Every process that one stack has started: none of them outlives `endAll` or the supervisor itself. */
export class Children {
  private readonly running = new Set<Child>()
  private isEnding = false

  constructor(private readonly guard: GuardLink) {}

  /** Throws LabError when the program cannot be run at all. */
  async start(spec: ChildSpec): Promise<Child> {
    // A step that was under way when the end came must not begin the next one.
    if (this.isEnding) throw new LabError(`${spec.title} is not started: the stack is being stopped.`)
    const child = await startChild(spec, this.guard)
    this.running.add(child)
    void child.exited.then(() => this.running.delete(child))
    return child
  }

  /** Runs a command to its end and returns what it printed. Throws LabError with `failure` as its sentence. */
  async run(spec: ChildSpec, failure: string): Promise<string> {
    const child = await this.start(spec)
    const { code, signal } = await child.exited
    this.guard.remove(child.identity.pid)
    if (code === 0) return readOutput(child)
    throw new LabError(`${failure} (${signal ?? `exit code ${code}`}: ${lastWords(readOutput(child))})`, {
      logPath: spec.logPath,
    })
  }

  async endAll(): Promise<void> {
    this.isEnding = true
    await Promise.all([...this.running].map((child) => child.stop()))
  }
}
