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
