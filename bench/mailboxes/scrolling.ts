import { type BrowserContext, type CDPSession, expect, type Page } from '@playwright/test'
import { atMost, type Figure, forTheRecord } from '../figure'
import type { Say } from '../with-stack'

const pages = 200
const rowsPerPage = 50
const rowPixels = 32
const mebibyte = 1024 ** 2

/** Live memory of the page in MiB after everything that can go is gone, and its DOM nodes. */
async function heldBy(devTools: CDPSession): Promise<{ megabytes: number; nodes: number }> {
  await devTools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devTools.send('Runtime.getHeapUsage')
  const { nodes } = await devTools.send('Memory.getDOMCounters')
  return { megabytes: usedSize / mebibyte, nodes }
}

async function scrollTo(page: Page, row: number): Promise<void> {
  const scroller = page.getByRole('region', { name: 'Mailboxes, rows' })
  const reached = page.locator(`tr[data-index="${row + 5}"]:not([data-gone])`)
  // A page that is not alive yet does not notice that it was scrolled.
  await expect(async () => {
    await scroller.evaluate((element, top) => element.scrollTo({ top: top - 1 }), row * rowPixels)
    await scroller.evaluate((element, top) => element.scrollTo({ top }), row * rowPixels)
    await reached.waitFor({ timeout: 2000 })
  }).toPass({ timeout: 30_000 })
}

/** Memory of the list page after few and after many pages. What is dropped must be dropped: the two are alike. */
export async function measureScrolling(say: Say, context: BrowserContext, tenantId: string): Promise<Figure[]> {
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await page.goto(`/mailboxes/${tenantId}`)
  await page.locator('tr[data-index="20"]').waitFor()
  const walk = async (from: number, to: number) => {
    for (let at = from; at < to; at += 1) await scrollTo(page, at * rowsPerPage)
    // Longer than a page that nobody sees is kept.
    await page.waitForTimeout(8000)
    return heldBy(devTools)
  }
  const early = await walk(1, 10)
  const late = await walk(10, pages)
  say(
    `after 10 pages ${early.megabytes.toFixed(1)} MiB, ${early.nodes} nodes; after ${pages} ${late.megabytes.toFixed(1)} MiB, ${late.nodes} nodes`,
  )
  await page.close()
  return [
    forTheRecord('JavaScript memory of the list page after 10 pages', early.megabytes, 'MB'),
    atMost('more of it after 200 pages', late.megabytes - early.megabytes, 'MB', 3),
    atMost('DOM nodes after 200 pages ÷ after 10', late.nodes / early.nodes, 'ratio', 1.2),
  ]
}
