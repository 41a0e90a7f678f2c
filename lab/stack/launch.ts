import { writeFileSync } from 'node:fs'
import { directAddresses, seenAddresses } from './addresses'
import { loopback, type StackContext } from './context'
import { alertmanagerPart } from './parts/alertmanager'
import { backfill } from './parts/backfill'
import { buildConsole, consolePart, isBuilt } from './parts/console'
import { generateClient, prepareDatabase } from './parts/database'
import { faultProxiesPart } from './parts/fault-proxies'
import { mailPart } from './parts/mail'
import { controlAddress, platformPart, writeKubeconfig } from './parts/platform'
import { postgresPart } from './parts/postgres'
import { prometheusPart } from './parts/prometheus'
import { pushgatewayPart } from './parts/pushgateway'
import { workerPart } from './parts/worker'
import { environmentFile, productEnvironment } from './product-environment'
import type { OwnRunFile, RunFile } from './run-file'
import type { Steps } from './steps'
import type { Part, Supervisor } from './supervisor'
import { runTasks, type Task } from './tasks'
import { findTools, type ToolName, type Tools } from './tools'

export const partNames = [
  'postgresql',
  'platform',
  'prometheus',
  'alertmanager',
  'pushgateway',
  'fault-proxies',
  'mail',
  'worker',
  'console',
] as const
export type PartName = (typeof partNames)[number]

export type LaunchOptions = {
  context: StackContext
  supervisor: Supervisor
  runFile: OwnRunFile
  steps: Steps
  parts: ReadonlySet<PartName>
  backfill: boolean
}

const replacedBy = {
  postgresql: 'DATABASE_URL',
  prometheus: 'PROMETHEUS_URL',
  alertmanager: 'ALERTMANAGER_URL',
  pushgateway: 'PUSHGATEWAY_URL',
  mail: 'SMTP_URL',
} as const

/** The parts to start: those asked for, less those that the environment replaces by real ones. */
export function chosenParts({ external }: Pick<StackContext, 'external'>, asked: ReadonlySet<PartName>): Set<PartName> {
  const chosen = new Set(asked)
  for (const part of Object.keys(replacedBy) as (keyof typeof replacedBy)[]) {
    if (external[replacedBy[part]]) chosen.delete(part)
  }
  return chosen
}

const programsOf: Partial<Record<PartName, readonly ToolName[]>> = {
  prometheus: ['prometheus', 'promtool'],
  alertmanager: ['alertmanager', 'amtool'],
  pushgateway: ['pushgateway'],
}

/** One start of a stack: what its steps have found so far, and the steps. */
class Launch {
  private tools: Tools = {}
  private readonly chosen: Set<PartName>
  private readonly postgres: ReturnType<typeof postgresPart>

  constructor(private readonly options: LaunchOptions) {
    this.chosen = chosenParts(options.context, options.parts)
    this.postgres = postgresPart(options.context)
  }

  run(): Promise<void> {
    return runTasks([...this.preparations(), ...this.servers()])
  }

  private has(...names: PartName[]): boolean {
    return names.some((name) => this.chosen.has(name))
  }

  private databaseUrl(): string {
    return this.options.context.external.DATABASE_URL ?? this.postgres.databaseUrl()
  }

  private program(name: ToolName): () => string {
    return () => this.tools[name] ?? name
  }

  /** Steps that end by themselves. */
  private preparations(): Task[] {
    const { context, steps, runFile } = this.options
    const wanted = [...this.chosen].flatMap((name) => programsOf[name] ?? [])
    const tasks: Task[] = []
    const add = (isWanted: boolean, name: string, after: string[], run: () => Promise<unknown>) => {
      if (isWanted) tasks.push({ name, after, run: () => steps.run(name, run) })
    }
    add(wanted.length > 0, 'monitoring programs', [], async () => {
      this.tools = await findTools(context.children, context.paths, wanted, context.environment.PATH ?? '')
    })
    // After the platform, which sets the hour of the lab's birth that both speak of.
    add(
      this.options.backfill && this.has('prometheus'),
      'history of seven days',
      ['monitoring programs', 'platform'],
      () => backfill(context, this.program('promtool')()),
    )
    add(this.has('worker', 'console'), 'database client', [], () => generateClient(context))
    add(this.has('console') && !isBuilt(context.paths.root), 'console build', ['database client'], () => {
      steps.announce('console build: a minute or two after a change')
      return buildConsole(context)
    })
    add(this.has('worker', 'console'), 'database', ['postgresql', 'database client'], async () => {
      await prepareDatabase(context, this.databaseUrl())
      writeFileSync(context.paths.environmentFile, environmentFile(context, this.databaseUrl()), { mode: 0o600 })
      runFile.update({ signInFile: context.paths.signInFile })
    })
    return tasks
  }

  /** Steps that leave a server running, and its address in the run file. */
  private servers(): Task[] {
    const { context, supervisor, steps, runFile } = this.options
    const direct = directAddresses(context)
    const product = () => productEnvironment(context, this.databaseUrl())
    const tasks: Task[] = []
    const add = (part: Part, after: string[], found: () => Partial<RunFile>) => {
      if (!this.has(part.name as PartName)) return
      const run = async () => {
        await steps.run(
          part.name,
          () => supervisor.launch(part),
          () => [part.port === null ? '' : `port ${part.port}`, part.note?.() ?? ''].filter(Boolean).join(', '),
        )
        runFile.update(found())
      }
      tasks.push({ name: part.name, after, run })
    }
    const programs = ['monitoring programs']
    const served = ['database', 'fault-proxies', 'platform']
    add(this.postgres.part, [], () => ({ databaseUrl: this.databaseUrl() }))
    add(platformPart(context), [], () => {
      const { kubernetes } = seenAddresses(context)
      if (kubernetes) writeKubeconfig(context.paths.kubeconfig, kubernetes)
      return {
        control: controlAddress(context),
        kubernetes: direct.kubernetes,
        kubeconfig: context.external.KUBECONFIG ?? context.paths.kubeconfig,
      }
    })
    add(alertmanagerPart(context, this.program('alertmanager')), programs, () => ({
      alertmanager: direct.alertmanager,
    }))
    add(pushgatewayPart(context, this.program('pushgateway')), programs, () => ({ pushgateway: direct.pushgateway }))
    add(
      prometheusPart(context, this.program('prometheus'), direct),
      [...programs, 'history of seven days', 'platform'],
      () => ({ prometheus: direct.prometheus }),
    )
    add(faultProxiesPart(context), [], () => ({}))
    add(mailPart(context), [], () => ({}))
    add(workerPart(context, product), [...served, 'database client'], () => ({
      worker: loopback(context.ports.of('worker')),
    }))
    add(consolePart(context, product), [...served, 'console build'], () => ({
      console: `http://localhost:${context.ports.of('console')}`,
    }))
    return tasks
  }
}

/**
 * Brings up a stack: every step starts as soon as what it needs is there. Rejects with the first failure; what runs by
 * then is left to the caller.
 */
export function launch(options: LaunchOptions): Promise<void> {
  return new Launch(options).run()
}
