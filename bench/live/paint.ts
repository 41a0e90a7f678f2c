import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { percentile } from '../statistics'

/** Largest Contentful Paint of one load, milliseconds since navigation. */
async function largestContentfulPaint(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: 'load' })
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = Number.NaN
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) last = entry.startTime
        }).observe({ type: 'largest-contentful-paint', buffered: true })
        setTimeout(() => resolve(last), 1500)
      }),
  )
}

/** Median of `loads` loads of a page in fresh tabs. */
export async function measurePaint(context: BrowserContext, path: string, loads: number): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < loads; index += 1) {
    const page = await context.newPage()
    times.push(await largestContentfulPaint(page, path))
    await page.close()
  }
  return percentile(times, 0.5)
}

const settleMs = 4000

/** Notes each shift that no click or key of the viewer's own caused; the page's loading, which is over, is left out. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch = { total: 0 }
    Object.assign(window, { benchShifts: watch })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) watch.total += entry.value
      }
    }).observe({ type: 'layout-shift' })
  })
}

/**
 * Sum of layout shifts of each page, in a tab of its own, while `trouble` lasts: a calm page that stands still proves little.
 */
export async function measureLayoutShifts(
  context: BrowserContext,
  paths: readonly string[],
  trouble: () => Promise<void>,
): Promise<Map<string, number>> {
  const pages = new Map<string, Page>()
  for (const path of paths) {
    const page = await context.newPage()
    await page.goto(path, { waitUntil: 'load' })
    pages.set(path, page)
  }
  await wait(settleMs)
  for (const page of pages.values()) await watchShifts(page)
  await trouble()
  const totals = new Map<string, number>()
  for (const [path, page] of pages) {
    const total = await page.evaluate(() => (window as unknown as { benchShifts: { total: number } }).benchShifts.total)
    totals.set(path, total)
    await page.close()
  }
  return totals
}
