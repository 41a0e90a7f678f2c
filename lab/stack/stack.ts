import type { Server } from 'node:http'
import { choosePorts, describeMoved } from './addresses'
import { Children } from './child'
import { claimFolder } from './claim'
import { loopback, type PlatformScale, type StackContext } from './context'
import { startControlServer } from './control-server'
import { type External, externalOf } from './external'
import { GuardLink } from './guard-link'
import { launch, type PartName, partNames } from './launch'
import { labPaths } from './paths'
import { Ports } from './ports'
import type { RunFile } from './run-file'
import { type Say, Steps } from './steps'
import { Supervisor } from './supervisor'

export type StackOptions = PlatformScale & {
  /** The checkout. */
  root: string
  /** Data, logs and addresses of this stack. */
  folder: string
  fresh: boolean
  backfill: boolean
  /** The console's port, or the next free one. */
  port?: number
  /** All ports in one row from here on, instead of the ones people know. */
  firstPort?: number
  /** Which parts to start. Default: all. */
  parts?: readonly PartName[]
  environment: Record<string, string | undefined>
  say: Say
}

export type Stack = {
  /** What runs where; read it again after a part was stopped or started. */
  run: () => RunFile
  stopPart: (name: PartName) => Promise<void>
  startPart: (name: PartName) => Promise<void>
  /** Stops every part and everything they started. Idempotent. */
  stop: () => Promise<void>
}

/** The order of the end: first who asks, then who answers, the database last. */
const stopOrder: readonly (readonly PartName[])[] = [
  ['console', 'worker', 'fault-proxies'],
  ['prometheus', 'alertmanager', 'pushgateway', 'platform', 'mail'],
  ['postgresql'],
]

/** Everything that one stack holds open, so that it can be let go of after a failure at any point of its start. */
class OpenStack {
  readonly ports = new Ports()
  readonly guard: GuardLink
  readonly children: Children
  control: Server | null = null
  private stopping: Promise<void> | null = null

  constructor(
    root: string,
    readonly runFile: Awaited<ReturnType<typeof claimFolder>>,
    readonly supervisor: Supervisor,
  ) {
    this.guard = new GuardLink(root)
    this.children = new Children(this.guard)
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopOnce()
    return this.stopping
  }

  private async stopOnce(): Promise<void> {
    this.supervisor.close()
    for (const names of stopOrder) await Promise.all(names.map((name) => this.supervisor.stop(name)))
    await this.children.endAll()
    await this.ports.releaseAll()
    this.control?.closeAllConnections()
    this.control?.close()
    await this.guard.close()
    this.runFile.remove()
  }
}

/** What the run file says from the start, because nothing has to be started for it. */
function externalAddresses({ PROMETHEUS_URL, ALERTMANAGER_URL, PUSHGATEWAY_URL, KUBECONFIG, DATABASE_URL }: External) {
  return {
    prometheus: PROMETHEUS_URL ?? null,
    alertmanager: ALERTMANAGER_URL ?? null,
    pushgateway: PUSHGATEWAY_URL ?? null,
    kubeconfig: KUBECONFIG ?? null,
    databaseUrl: DATABASE_URL ?? null,
  }
}

/** Rejects when the signal says so, and never settles otherwise. */
function whenAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/**
 * Starts a stack and resolves when every part serves. Throws AlreadyRunning when the folder has one, LabError with one
 * sentence when a part cannot be brought up; by then everything it had started is stopped again.
 * `signal` ends a start that is under way.
 */
export async function startStack(options: StackOptions, signal?: AbortSignal): Promise<Stack> {
  const { root, folder, environment, say, seed, tenants, pods, speed } = options
  const paths = labPaths(root, folder)
  const runFile = await claimFolder(paths, options)
  const supervisor = new Supervisor(runFile, say)
  const open = new OpenStack(root, runFile, supervisor)
  const context: StackContext = {
    paths,
    scale: { seed, tenants, pods, speed },
    external: externalOf(environment),
    ports: open.ports,
    children: open.children,
    environment,
  }
  const steps = new Steps(say)
  try {
    signal?.throwIfAborted()
    await choosePorts(open.ports, { console: options.port, firstPort: options.firstPort })
    const moved = options.firstPort === undefined ? describeMoved(open.ports) : null
    if (moved) say(moved)
    const controlPort = await open.ports.release('supervisor')
    open.control = await startControlServer(supervisor, controlPort)
    runFile.update({ supervisor: loopback(controlPort), ...externalAddresses(context.external) })
    const launched = launch({
      context,
      supervisor,
      runFile,
      steps,
      parts: new Set(options.parts ?? partNames),
      backfill: options.backfill,
    })
    await Promise.race([launched, whenAborted(signal)])
    runFile.update({ state: 'running' })
  } catch (error) {
    steps.hush()
    await open.stop()
    throw error
  }
  return {
    run: () => runFile.get(),
    stopPart: async (name) => void (await supervisor.stop(name)),
    startPart: async (name) => void (await supervisor.start(name)),
    stop: () => open.stop(),
  }
}
