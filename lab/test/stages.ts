import { readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ensureChromium } from '../stack/chromium'
import { explain } from '../stack/lab-error'
import type { PartName } from '../stack/launch'
import { buildConsole, isBuilt } from '../stack/parts/console'
import { generateClient } from '../stack/parts/database'
import { labPaths } from '../stack/paths'
import { type Stack, type StackOptions, startStack } from '../stack/stack'
import { addCounts, type Counts } from './counts'
import { dealSpecs } from './deal-specs'
import { type RunnerHome, runRunner } from './runner'
import { endToEndRunner, integrationRunner, preparations, verifyRunners } from './runners'

export const stageNames = ['verify', 'integration', 'build', 'e2e'] as const
export type StageName = (typeof stageNames)[number]

export type StageContext = RunnerHome & {
  /** Data of the stacks that tests run against. */
  folder: string
  /** Arguments for the runner of a single stage. */
  more: readonly string[]
  signal: AbortSignal
}
export type Stage = (context: StageContext) => Promise<Counts>

const oneFailure: Counts = { passed: 0, failed: 1, skipped: 0 }

/** Same world for every run; the clock's waiting times are short, so that a ten-minute alert fires in half a minute. */
const testScale = { tenants: 20, pods: 30, seed: 7, speed: 20 }

function testStackOptions(context: StageContext, name: string, firstPort: number): StackOptions {
  return {
    ...testScale,
    root: context.root,
    folder: join(context.folder, name),
    fresh: true,
    backfill: true,
    firstPort,
    environment: process.env,
    say: context.say,
  }
}

/** Runs tests against a stack of their own and stops it afterwards, however they end. */
async function withStack(
  context: StageContext,
  options: StackOptions,
  run: (stack: Stack) => Promise<Counts>,
): Promise<Counts> {
  const stack = await startStack(options, context.signal)
  try {
    return await run(stack)
  } finally {
    await stack.stop()
  }
}

const verify: Stage = async (context) => {
  const prepared: Counts[] = []
  for (const runner of preparations) prepared.push(await runRunner(runner, context))
  const broken = addCounts(...prepared)
  // What only prepares is not counted when it works.
  const checks = await Promise.all(verifyRunners(context.logs).map((runner) => runRunner(runner, context)))
  return addCounts(...checks, { passed: 0, failed: broken.failed, skipped: 0 })
}

const integrationParts: readonly PartName[] = ['postgresql', 'platform', 'prometheus', 'alertmanager', 'pushgateway']

const homeOf = ({ root, folder, children }: StageContext) => ({
  paths: labPaths(root, folder),
  children,
  environment: process.env,
})

const integration: Stage = async (context) => {
  // Alone in a fresh clone it is the first to need it.
  await generateClient(homeOf(context))
  const options = { ...testStackOptions(context, 'servers', 21_000), parts: integrationParts, backfill: false }
  return withStack(context, options, (stack) => {
    const run = stack.run()
    const servers = {
      TEST_DATABASE_URL: run.databaseUrl ?? undefined,
      TEST_PROMETHEUS_URL: run.prometheus ?? undefined,
      TEST_ALERTMANAGER_URL: run.alertmanager ?? undefined,
      TEST_PUSHGATEWAY_URL: run.pushgateway ?? undefined,
      TEST_KUBECONFIG: run.kubeconfig ?? undefined,
      // promtool, where it is not installed.
      PATH: [process.env.PATH, join(context.root, '.lab', 'tools', 'usr', 'bin')].join(delimiter),
    }
    return runRunner(integrationRunner(context.logs, context.more, servers), context)
  })
}

const build: Stage = async (context) => {
  const home = homeOf(context)
  await generateClient(home)
  if (isBuilt(context.root)) context.say('The build of these very sources is there already.')
  else await buildConsole(home)
  return { passed: 1, failed: 0, skipped: 0 }
}

/**
 * Tests of one stack break its parts, so they run one after the other; most of their time they wait. Two stacks halve that; on two cores a
 * third slows all of them.
 */
const endToEndStacks = 2

const specs = (root: string) => readdirSync(join(root, 'e2e')).filter((file) => file.endsWith('.spec.ts'))

const endToEnd: Stage = async (context) => {
  const executable = ensureChromium()
  // With the folder in front, alerts.spec.ts is not also scenario-alerts.spec.ts.
  const dealt = () => dealSpecs(specs(context.root), endToEndStacks).map((hand) => hand.map((file) => `e2e/${file}`))
  const hands = context.more.length > 0 ? [context.more] : dealt()
  const count = hands.length
  const started: Stack[] = []
  const run = (index: number) => {
    const env = { PATCHBOARD_LAB: join(context.folder, `stack-${index}`), CHROMIUM: executable }
    return runRunner(endToEndRunner(context.logs, hands[index - 1] ?? [], { index, count }, env), context)
  }
  try {
    // One after the other: the first may have to build the console and to unpack the monitoring programs.
    for (let index = 1; index <= count; index += 1) {
      const options = testStackOptions(context, `stack-${index}`, 22_000 + index * 500)
      started.push(await startStack(options, context.signal))
    }
    return addCounts(...(await Promise.all(started.map((_, at) => run(at + 1)))))
  } finally {
    for (const stack of started) await stack.stop()
  }
}

export const stages: Record<StageName, Stage> = { verify, integration, build, e2e: endToEnd }

/** Runs a stage; one that cannot even start counts as one failure, and its reason is printed. */
export async function runStage(name: StageName, context: StageContext): Promise<Counts> {
  try {
    return await stages[name](context)
  } catch (error) {
    if (context.signal.aborted) throw error
    context.say(`${name}: ${explain(error)}`)
    return oneFailure
  }
}
