import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { identify, isRunning } from './processes'

const identitySchema = z.object({ pid: z.number().int(), startTicks: z.number().nullable() })

const runningPartSchema = identitySchema.extend({
  name: z.string(),
  port: z.number().int().nullable(),
})

/**
 * `.lab/run.json`: what runs and where. Addresses are null until the part is ready, or when there is none.
 * `prometheus` … `kubernetes` are the servers themselves; the console reaches them through the fault proxies.
 */
export const runFileSchema = z.object({
  supervisorProcess: identitySchema,
  state: z.enum(['starting', 'running']),
  startedAt: z.iso.datetime(),
  /** HTTP interface of the supervisor: GET /parts, POST /parts/<name>/stop and /start. */
  supervisor: z.string().nullable(),
  /** HTTP interface of the simulated platform: scenarios. */
  control: z.string().nullable(),
  console: z.string().nullable(),
  worker: z.string().nullable(),
  prometheus: z.string().nullable(),
  alertmanager: z.string().nullable(),
  pushgateway: z.string().nullable(),
  kubernetes: z.string().nullable(),
  kubeconfig: z.string().nullable(),
  databaseUrl: z.string().nullable(),
  signInFile: z.string().nullable(),
  parts: z.array(runningPartSchema),
})
export type RunFile = z.infer<typeof runFileSchema>
export type RunningPart = z.infer<typeof runningPartSchema>

/** What a run file says, or null when there is none or it is not one of ours. */
export function readRunFile(path: string): RunFile | null {
  try {
    return runFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** The run file of a stack whose supervisor lives, or null. */
export function readLiveRun(path: string): RunFile | null {
  const run = readRunFile(path)
  return run && isRunning(run.supervisorProcess) ? run : null
}

/** Passwords stand in the database address, so only its owner may read the file. */
function write(path: string, run: RunFile, flag: 'w' | 'wx'): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600, flag })
}

/** The run file that one supervisor owns while it lives. */
export class OwnRunFile {
  private constructor(
    private readonly path: string,
    private run: RunFile,
  ) {}

  /** Claims the folder. Throws EEXIST when another supervisor claimed it in the same moment. */
  static claim(path: string, now: Date): OwnRunFile {
    const run: RunFile = {
      supervisorProcess: identify(process.pid),
      state: 'starting',
      startedAt: now.toISOString(),
      supervisor: null,
      control: null,
      console: null,
      worker: null,
      prometheus: null,
      alertmanager: null,
      pushgateway: null,
      kubernetes: null,
      kubeconfig: null,
      databaseUrl: null,
      signInFile: null,
      parts: [],
    }
    write(path, run, 'wx')
    return new OwnRunFile(path, run)
  }

  get(): RunFile {
    return this.run
  }

  update(change: Partial<RunFile>): void {
    this.run = { ...this.run, ...change }
    write(this.path, this.run, 'w')
  }

  setPart(part: RunningPart): void {
    this.update({ parts: [...this.run.parts.filter(({ name }) => name !== part.name), part] })
  }

  dropPart(name: string): void {
    this.update({ parts: this.run.parts.filter((part) => part.name !== name) })
  }

  remove(): void {
    rmSync(this.path, { force: true })
  }
}
