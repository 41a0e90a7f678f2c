import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import pg from 'pg'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { type RunFile, readLiveRun } from '@/lab/stack/run-file'
import { signInSchema } from '@/lab/stack/secrets'

const folder = process.env.PATCHBOARD_LAB ?? join(process.cwd(), '.lab')

/** What runs where. Throws when no stack runs: every test here needs one. */
export function liveRun(): RunFile {
  const run = readLiveRun(join(folder, 'run.json'))
  if (!run) throw new Error(`No stack runs in ${folder}. Use npm run e2e, or leave npm run up open beside this.`)
  return run
}

/** An address of the stack. Throws when that part has none. */
export function addressOf(part: 'console' | 'control' | 'supervisor' | 'prometheus' | 'alertmanager' | 'kubernetes') {
  const address = liveRun()[part]
  if (!address) throw new Error(`The stack in ${folder} has no ${part}.`)
  return address
}

/** Works on the stack's database past the console, for states that no administrator can make. */
export async function inDatabase<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: liveRun().databaseUrl ?? '' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** How the lab's first administrator signs in. */
export function firstAdministrator() {
  const { signInFile } = liveRun()
  if (!signInFile) throw new Error(`The stack in ${folder} has no sign-in file.`)
  return signInSchema.parse(JSON.parse(readFileSync(signInFile, 'utf8')))
}

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
    signal: AbortSignal.timeout(120_000),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${url} answered ${response.status}: ${text.slice(0, 300)}`)
  return text === '' ? null : JSON.parse(text)
}

const post = (url: string, body: unknown = {}) => call(url, { method: 'POST', body: JSON.stringify(body) })

const targetsSchema = z.object({ data: z.object({ activeTargets: z.array(z.object({ lastScrape: z.string() })) }) })

/** When the target that waits longest was scraped. Of those there are now: series of pods that are gone may stay for minutes. */
async function oldestScrapeMs(): Promise<number> {
  const answer = await call(`${addressOf('prometheus')}/api/v1/targets?state=active`)
  const { activeTargets } = targetsSchema.parse(answer).data
  return Math.min(...activeTargets.map(({ lastScrape }) => Date.parse(lastScrape)))
}

/** Breaks the simulated platform. */
export class Scenarios {
  private readonly begun: { scenario: string; target?: string }[] = []

  async break(scenario: string, target?: string, option?: string): Promise<void> {
    this.begun.push({ scenario, target })
    await post(`${addressOf('control')}/break`, { scenario, target, option })
  }

  async heal(scenario?: string, target?: string): Promise<void> {
    await post(`${addressOf('control')}/heal`, { scenario, target })
  }

  /** Heals whatever is broken. Resolves when Prometheus has scraped everything since: what comes next sees nothing of it. */
  async healAll(): Promise<void> {
    if (this.begun.length === 0) return
    this.begun.length = 0
    await this.heal()
    const healedAtMs = Date.now()
    const scrapedAt = () => oldestScrapeMs().catch(() => 0)
    await expect.poll(scrapedAt, 'every target is scraped after the repair').toBeGreaterThan(healedAtMs)
  }
}

const partsSchema = z.object({
  parts: z.array(z.object({ name: z.string(), state: z.string(), pid: z.number().int().nullable() })),
})

export type StackPart = 'console' | 'worker' | 'prometheus' | 'alertmanager' | 'pushgateway' | 'postgresql'

/** Stops and starts servers of the stack. Both resolve when it is so. */
export class Parts {
  private readonly stopped = new Set<StackPart>()

  async stop(name: StackPart): Promise<void> {
    this.stopped.add(name)
    await post(`${addressOf('supervisor')}/parts/${name}/stop`)
  }

  async start(name: StackPart): Promise<void> {
    await post(`${addressOf('supervisor')}/parts/${name}/start`)
    this.stopped.delete(name)
  }

  /** Ends it as a crash would, without a chance to tidy up. Resolves when the supervisor has brought it back as another process. */
  async kill(name: StackPart): Promise<void> {
    const { pid } = await this.stateOf(name)
    if (pid === null) throw new Error(`${name} does not run, so it cannot be killed.`)
    // All that it has started goes with it.
    process.kill(-pid, 'SIGKILL')
    await expect
      .poll(async () => {
        const now = await this.stateOf(name)
        return now.state === 'running' && now.pid !== pid
      }, `${name} is back after a crash`)
      .toBe(true)
  }

  /** Tells it to end as an orchestrator does. Resolves with how long it took; the supervisor brings it back. */
  async terminate(name: StackPart): Promise<number> {
    const { pid } = await this.stateOf(name)
    if (pid === null) throw new Error(`${name} does not run, so it cannot be told to end.`)
    const startedAt = performance.now()
    process.kill(-pid, 'SIGTERM')
    await expect.poll(async () => (await this.stateOf(name)).pid !== pid, `${name} ends`).toBe(true)
    const tookMs = performance.now() - startedAt
    await expect.poll(() => this.areAllUp(), `${name} is back`).toBe(true)
    return tookMs
  }

  async startAll(): Promise<void> {
    for (const name of [...this.stopped]) await this.start(name)
  }

  /** Whether every part runs. */
  async areAllUp(): Promise<boolean> {
    return (await this.list()).every(({ state }) => state === 'running')
  }

  private async list() {
    return partsSchema.parse(await call(`${addressOf('supervisor')}/parts`)).parts
  }

  private async stateOf(name: StackPart) {
    const state = (await this.list()).find((part) => part.name === name)
    if (!state) throw new Error(`The stack has no ${name}.`)
    return state
  }
}

type RuleFile = { groups: { name: string; rules: Record<string, unknown>[] }[] }

/** Runs something while Prometheus has other rules than those that ship, and gives it those back. */
export async function withOtherRules(change: (file: RuleFile) => RuleFile, run: () => Promise<void>): Promise<void> {
  const path = join(folder, 'prometheus', 'rules', 'patchboard.rules.yaml')
  const shipped = readFileSync(path, 'utf8')
  const load = (text: string) => {
    writeFileSync(path, text)
    return call(`${addressOf('prometheus')}/-/reload`, { method: 'POST' })
  }
  await load(stringify(change(parse(shipped) as RuleFile)))
  try {
    await run()
  } finally {
    await load(shipped)
  }
}

const kubeconfigSchema = z.object({ users: z.array(z.object({ user: z.object({ token: z.string() }) })).min(1) })

const podSchema = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({
    phase: z.string(),
    containerStatuses: z.array(z.object({ ready: z.boolean(), restartCount: z.number() })).default([]),
  }),
})
export type Pod = z.infer<typeof podSchema>

/** Pods as the Kubernetes API itself tells them, without the console between. */
export async function readPods(labelSelector: string, namespace = 'voice'): Promise<Pod[]> {
  const { kubeconfig } = liveRun()
  if (!kubeconfig) throw new Error(`The stack in ${folder} has no kubeconfig.`)
  const [first] = kubeconfigSchema.parse(parse(readFileSync(kubeconfig, 'utf8'))).users
  const query = new URLSearchParams({ labelSelector })
  const list = await call(`${addressOf('kubernetes')}/api/v1/namespaces/${namespace}/pods?${query}`, {
    headers: { authorization: `Bearer ${first?.user.token}` },
  })
  return z.object({ items: z.array(podSchema) }).parse(list).items
}

const instantVectorSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
})

/** The figure of an expression that gives one, asked of Prometheus itself; 0 for an empty answer. */
async function queryValue(expression: string): Promise<number> {
  const query = new URLSearchParams({ query: expression })
  const answer = await call(`${addressOf('prometheus')}/api/v1/query?${query}`)
  return Number(instantVectorSchema.parse(answer).data.result[0]?.value[1] ?? 0)
}

/** How many series an expression gives. */
export const countSeries = (expression: string): Promise<number> => queryValue(`count(${expression})`)

/** Silences what these labels match, in the real Alertmanager. Returns the silence's id. */
export async function createSilence(labels: Readonly<Record<string, string>>): Promise<string> {
  const matchers = Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }))
  const startsAt = new Date()
  const answer = await post(`${addressOf('alertmanager')}/api/v2/silences`, {
    matchers,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 600_000).toISOString(),
    createdBy: 'e2e',
    comment: 'Held back by a test.',
  })
  return z.object({ silenceID: z.string() }).parse(answer).silenceID
}

export async function endSilence(id: string): Promise<void> {
  await call(`${addressOf('alertmanager')}/api/v2/silence/${id}`, { method: 'DELETE' })
}
