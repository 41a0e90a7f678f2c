import { type BrowserContext, expect, type Page } from '@playwright/test'
import { startPrometheus } from '@/lib/testing/prometheus-server'
import type { ConsoleSession } from '../console-session'
import { atMost, type Figure, forTheRecord } from '../figure'
import { firstLoadBudgetKilobytes, firstLoadKilobytes } from '../first-load'
import { measureApiLatency } from '../live/api-latency'
import { type Say, withBrowser, withStack } from '../with-stack'
import { generatedMetrics } from './generated-metrics'
import { measureRun, measureSearch } from './responsiveness'

const scale = { names: 2000, series: 10_000, minutes: 90 }

/** A person feels a keystroke that takes longer, and a page that does not react for as long. */
const keystrokeBudgetMs = 200
const longTaskBudgetMs = 200

const everything = '{__name__=~"bench_.+"}'

async function expectRefused(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Run anyway' })).toBeVisible({ timeout: 30_000 })
}

async function expectDrawn(page: Page): Promise<void> {
  // A flat line has a box without height, so that its visibility says nothing.
  await expect(page.locator('path.recharts-line-curve').first()).toHaveAttribute('d', /^M.*L/, { timeout: 60_000 })
}

async function browserFigures(context: BrowserContext): Promise<Figure[]> {
  const page = await context.newPage()
  const refused = await measureRun(page, everything, expectRefused)
  await page.evaluate(() => {
    ;(window as unknown as { longestTaskMs: number }).longestTaskMs = 0
  })
  const startedAt = performance.now()
  await page.getByRole('button', { name: 'Run anyway' }).click()
  await expectDrawn(page)
  const capped = performance.now() - startedAt
  await page.waitForTimeout(500)
  const cappedTask = await page.evaluate(() => (window as unknown as { longestTaskMs: number }).longestTaskMs)
  // Not a rate: of several metrics at once it would have the same labels twice, which Prometheus refuses.
  const sum = await measureRun(page, 'sum by (pod) ({__name__=~"bench_level_000.+"})', expectDrawn)
  return [
    atMost('search keystroke → painted, 2,434 metrics, p95', await measureSearch(page), 'ms', keystrokeBudgetMs),
    forTheRecord('10,000 series refused', refused.answeredMs, 'ms'),
    atMost('longest task, 10,000 series refused', refused.longestTaskMs, 'ms', longTaskBudgetMs),
    forTheRecord('10,000 series run anyway: largest 50 drawn', capped, 'ms'),
    atMost('longest task, largest 50 of 10,000 drawn', cappedTask, 'ms', longTaskBudgetMs),
    forTheRecord('sum of 250 series drawn', sum.answeredMs, 'ms'),
    atMost('longest task, sum of 250 series drawn', sum.longestTaskMs, 'ms', longTaskBudgetMs),
    atMost(
      'first-load JavaScript of /explore, gzip',
      await firstLoadKilobytes(context, '/explore'),
      'KB',
      firstLoadBudgetKilobytes,
    ),
  ]
}

async function serverFigures(session: ConsoleSession): Promise<Figure[]> {
  const list = await measureApiLatency(session, '/api/explore/metrics', 200)
  const search = await measureApiLatency(session, '/api/explore/metrics?q=level%20001', 200)
  return [
    atMost('list of metrics, first page, cached, p95', list, 'ms', 50),
    atMost('list of metrics, searched, cached, p95', search, 'ms', 50),
  ]
}

/** The explorer on a Prometheus of 10,000 series under 2,000 names. Takes about two minutes. */
export async function explore(say: Say): Promise<Figure[]> {
  say(`A Prometheus of ${scale.series} series under ${scale.names} names`)
  const endSeconds = Math.floor(Date.now() / 60_000) * 60 + 1800
  const prometheus = await startPrometheus(generatedMetrics(scale, endSeconds))
  try {
    const environment = { ...process.env, PROMETHEUS_URL: prometheus.url }
    return await withStack(
      say,
      { tenants: 5, pods: 24, speed: 1 },
      async (_stack, session) => [...(await serverFigures(session)), ...(await withBrowser(session, browserFigures))],
      environment,
    )
  } finally {
    await prometheus.stop()
  }
}
