import type { BrowserContext } from '@playwright/test'
import type { Stack } from '@/lab/stack/stack'
import { consoleMemoryMegabytes } from '../console-metrics'
import type { ConsoleSession } from '../console-session'
import { atMost, equalRatio, type Figure, forTheRecord } from '../figure'
import { type Say, withBrowser, withStack } from '../stack'
import { openViewers } from '../viewers'
import { measureApiLatency } from './api-latency'
import { measurePageWeight, pages } from './page-weight'
import { measureLayoutShift, measurePaint } from './paint'
import { measureChangeToPixels } from './pixels'
import { measureQueriesPerRefresh } from './refresh-queries'
import { measureUpstream } from './upstream-requests'

const feedIntervalMs = 5000
async function serverFigures(stack: Stack, session: ConsoleSession): Promise<Figure[]> {
  const one = await measureUpstream(stack, session, 1, 60_000)
  const ten = await measureUpstream(stack, session, 10, 60_000)
  const hundred = await measureUpstream(stack, session, 100, 60_000)
  const figures = [
    forTheRecord('upstream requests per minute, 1 viewer', one.requestsPerMinute, '1/min'),
    forTheRecord('upstream requests per minute, 10 viewers', ten.requestsPerMinute, '1/min'),
    forTheRecord('upstream requests per minute, 100 viewers', hundred.requestsPerMinute, '1/min'),
    equalRatio('upstream requests, 10 viewers ÷ 1 viewer', ten.requestsPerRefresh / one.requestsPerRefresh, 0.05),
    equalRatio('upstream requests, 100 viewers ÷ 1 viewer', hundred.requestsPerRefresh / one.requestsPerRefresh, 0.05),
  ]
  for (const path of ['/api/services', '/api/tenants', '/api/alerts', '/api/sources']) {
    const p95 = await measureApiLatency(session, path, 400)
    figures.push(atMost(`cached ${path}, p95, 20 tenants, 30 pods`, p95, 'ms', 15))
  }
  return figures
}

async function browserFigures(stack: Stack, context: BrowserContext): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const path of pages) {
    const weight = await measurePageWeight(context, path)
    figures.push(atMost(`first-load JavaScript of ${path}, gzip`, weight.firstLoadKilobytes, 'KB', 200))
    figures.push(forTheRecord(`all JavaScript of ${path}, gzip`, weight.allKilobytes, 'KB'))
  }
  figures.push(atMost('Largest Contentful Paint of Overview', await measurePaint(context, '/', 5), 'ms', 1000))
  const page = await context.newPage()
  figures.push(atMost('layout shift on live update, Overview', await measureLayoutShift(page, '/', 30_000), 'score', 0))
  const pixels = await measureChangeToPixels(stack, page, 20)
  figures.push(atMost('change in Prometheus → pixels, p95', pixels, 'ms', feedIntervalMs + 250))
  return figures
}

async function memoryUnderLoad(stack: Stack, session: ConsoleSession): Promise<Figure> {
  const open = await openViewers(session, 100)
  try {
    let peak = 0
    for (let index = 0; index < 30; index += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2000))
      peak = Math.max(peak, await consoleMemoryMegabytes(stack))
    }
    return atMost('server memory, peak, 100 viewers, 5,000 pods, 1,000 tenants', peak, 'MB', 512)
  } finally {
    open.close()
  }
}

/** The design's budgets for what people see live. Starts three stacks one after the other; takes about ten minutes. */
export async function live(say: Say): Promise<Figure[]> {
  const small = await withStack(say, { tenants: 12, pods: 30, speed: 1 }, (stack, session) =>
    measureQueriesPerRefresh(stack, session, 60_000),
  )
  const usual = await withStack(say, { tenants: 20, pods: 30, speed: 15 }, async (stack, session) => [
    ...(await serverFigures(stack, session)),
    ...(await withBrowser(session, (context) => browserFigures(stack, context))),
  ])
  const large = await withStack(say, { tenants: 1000, pods: 5000, speed: 1 }, async (stack, session) => ({
    queries: await measureQueriesPerRefresh(stack, session, 60_000),
    memory: await memoryUnderLoad(stack, session),
  }))
  return [
    ...usual,
    forTheRecord('Prometheus calls per refresh, 12 tenants, 30 pods', small, 'calls'),
    forTheRecord('Prometheus calls per refresh, 1,000 tenants, 5,000 pods', large.queries, 'calls'),
    equalRatio('Prometheus calls per refresh, 1,000 tenants ÷ 12 tenants', large.queries / small, 0.05),
    large.memory,
  ]
}
