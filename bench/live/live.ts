import type { BrowserContext } from '@playwright/test'
import type { Stack } from '@/lab/stack/stack'
import { consoleMemoryMegabytes } from '../console-metrics'
import type { ConsoleSession } from '../console-session'
import { atMost, equalRatio, type Figure, forTheRecord, orUnmeasured } from '../figure'
import { firstLoadBudgetKilobytes } from '../first-load'
import { openViewers } from '../viewers'
import { type Say, type Scale, withBrowser, withStack } from '../with-stack'
import { measureApiLatency } from './api-latency'
import { measureLayoutShifts } from './layout-shift'
import { measurePageWeight, pages } from './page-weight'
import { measurePaint } from './paint'
import { measureChangeToPixels } from './pixels'
import { measureQueriesPerRefresh } from './refresh-queries'
import { troubleAndBack } from './trouble'
import { measureUpstream } from './upstream-requests'

const feedIntervalMs = 5000

async function upstreamFigures(stack: Stack, session: ConsoleSession): Promise<Figure[]> {
  const one = await measureUpstream(stack, session, 1, 60_000)
  const ten = await measureUpstream(stack, session, 10, 60_000)
  const hundred = await measureUpstream(stack, session, 100, 60_000)
  return [
    forTheRecord('upstream requests per minute, 1 viewer', one.requestsPerMinute, '1/min'),
    forTheRecord('upstream requests per minute, 10 viewers', ten.requestsPerMinute, '1/min'),
    forTheRecord('upstream requests per minute, 100 viewers', hundred.requestsPerMinute, '1/min'),
    equalRatio('upstream requests, 10 viewers ÷ 1 viewer', ten.requestsPerRefresh / one.requestsPerRefresh, 0.05),
    equalRatio('upstream requests, 100 viewers ÷ 1 viewer', hundred.requestsPerRefresh / one.requestsPerRefresh, 0.05),
  ]
}

async function serverFigures(say: Say, stack: Stack, session: ConsoleSession): Promise<Figure[]> {
  const figures = await orUnmeasured('upstream requests', say, () => upstreamFigures(stack, session))
  for (const path of ['/api/services', '/api/tenants', '/api/alerts', '/api/sources']) {
    const name = `cached ${path}, p95, 20 tenants, 30 pods`
    const measure = async () => [atMost(name, await measureApiLatency(session, path, 400), 'ms', 15)]
    figures.push(...(await orUnmeasured(name, say, measure)))
  }
  return figures
}

/** Whoever is signed in is sent on from the sign-in page, so that one is weighed as a stranger sees it. */
async function weightFigures({ baseUrl }: ConsoleSession, context: BrowserContext, path: string): Promise<Figure[]> {
  const stranger = path === '/sign-in' ? await context.browser()?.newContext({ baseURL: baseUrl }) : undefined
  try {
    const weight = await measurePageWeight(stranger ?? context, path)
    return [
      atMost(`first-load JavaScript of ${path}, gzip`, weight.firstLoadKilobytes, 'KB', firstLoadBudgetKilobytes),
      forTheRecord(`all JavaScript of ${path}, gzip`, weight.allKilobytes, 'KB'),
    ]
  } finally {
    await stranger?.close()
  }
}

const livePages = ['/', '/services', '/tenants', '/alerts', '/services/ors']

async function shiftFigures(say: Say, stack: Stack, context: BrowserContext): Promise<Figure[]> {
  const shifts = await measureLayoutShifts(context, livePages, () => troubleAndBack(stack, 30_000))
  return [...shifts].map(([path, { total, moved }]) => {
    for (const what of moved) say(`Moved on ${path}: ${what}`)
    return atMost(`layout shift of ${path} while trouble comes and goes`, total, 'score', 0)
  })
}

async function browserFigures(
  say: Say,
  stack: Stack,
  session: ConsoleSession,
  context: BrowserContext,
): Promise<Figure[]> {
  const measurements: [string, () => Promise<Figure[]>][] = [
    ...pages.map((path): [string, () => Promise<Figure[]>] => [
      `weight of ${path}`,
      () => weightFigures(session, context, path),
    ]),
    [
      'Largest Contentful Paint of Overview',
      async () => [atMost('Largest Contentful Paint of Overview', await measurePaint(context, '/', 5), 'ms', 1000)],
    ],
    ['layout shift', () => shiftFigures(say, stack, context)],
    [
      'change in Prometheus → pixels',
      async () => {
        const p95 = await measureChangeToPixels(stack, await context.newPage(), 20)
        return [atMost('change in Prometheus → pixels, p95', p95, 'ms', feedIntervalMs + 250)]
      },
    ],
  ]
  const figures: Figure[] = []
  for (const [name, measure] of measurements) figures.push(...(await orUnmeasured(name, say, measure)))
  return figures
}

const memoryName = 'server memory, peak, 100 viewers, 5,000 pods, 1,000 tenants'

async function memoryUnderLoad(stack: Stack, session: ConsoleSession): Promise<Figure> {
  const open = await openViewers(session, 100)
  try {
    let peak = 0
    for (let index = 0; index < 30; index += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2000))
      peak = Math.max(peak, await consoleMemoryMegabytes(stack))
    }
    return atMost(memoryName, peak, 'MB', 512)
  } finally {
    open.close()
  }
}

/** Calls to Prometheus for each refresh; NaN when that could not be measured. */
async function callsPerRefresh(
  say: Say,
  scale: Scale,
  more?: (stack: Stack, session: ConsoleSession) => Promise<void>,
) {
  let calls = Number.NaN
  await orUnmeasured(`Prometheus calls per refresh, ${scale.tenants} tenants`, say, () =>
    withStack(say, scale, async (stack, session) => {
      calls = await measureQueriesPerRefresh(stack, session, 60_000)
      await more?.(stack, session)
      return []
    }),
  )
  return calls
}

/** The design's budgets for what people see live. Starts three stacks one after the other; takes about fifteen minutes. */
export async function live(say: Say): Promise<Figure[]> {
  const usual = await orUnmeasured('a stack of the usual size', say, () =>
    withStack(say, { tenants: 20, pods: 30, speed: 15 }, async (stack, session) => [
      ...(await serverFigures(say, stack, session)),
      ...(await withBrowser(session, (context) => browserFigures(say, stack, session, context))),
    ]),
  )
  const small = await callsPerRefresh(say, { tenants: 12, pods: 30, speed: 1 })
  let memory: Figure[] = [atMost(memoryName, Number.NaN, 'MB', 512)]
  const large = await callsPerRefresh(say, { tenants: 1000, pods: 5000, speed: 1 }, async (stack, session) => {
    memory = await orUnmeasured(memoryName, say, async () => [await memoryUnderLoad(stack, session)])
  })
  return [
    ...usual,
    forTheRecord('Prometheus calls per refresh, 12 tenants, 30 pods', small, 'calls'),
    forTheRecord('Prometheus calls per refresh, 1,000 tenants, 5,000 pods', large, 'calls'),
    equalRatio('Prometheus calls per refresh, 1,000 tenants ÷ 12 tenants', large / small, 0.05),
    ...memory,
  ]
}
