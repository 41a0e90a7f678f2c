import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'

const settleMs = 4000
const namedSources = 20

export type LayoutShift = {
  total: number
  /** What moved, and from where to where, so that a shift can be mended. */
  moved: string[]
}

type ShiftEntry = PerformanceEntry & {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

/** Notes each shift that no click or key of the viewer's own caused; the page's loading, which is over, is left out. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate((most) => {
    const watch: { total: number; moved: string[] } = { total: 0, moved: [] }
    Object.assign(window, { benchShifts: watch })
    const place = ({ x, y, width, height }: DOMRectReadOnly) =>
      [x, y, width, height].map((length) => length.toFixed(1)).join(' ')
    const name = (node: Node | null) =>
      node instanceof Element ? node.outerHTML.slice(0, 160) : `text "${node?.textContent?.slice(0, 60) ?? ''}"`
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as ShiftEntry[]) {
        if (entry.hadRecentInput) continue
        watch.total += entry.value
        for (const source of entry.sources) {
          if (watch.moved.length >= most) return
          watch.moved.push(`${name(source.node)}: ${place(source.previousRect)} → ${place(source.currentRect)}`)
        }
      }
    }).observe({ type: 'layout-shift' })
  }, namedSources)
}

/**
 * Layout shifts of each page, in a tab of its own, while `trouble` lasts: a calm page that stands still proves little.
 */
export async function measureLayoutShifts(
  context: BrowserContext,
  paths: readonly string[],
  trouble: () => Promise<void>,
): Promise<Map<string, LayoutShift>> {
  const pages = new Map<string, Page>()
  for (const path of paths) {
    const page = await context.newPage()
    await page.goto(path, { waitUntil: 'load' })
    pages.set(path, page)
  }
  await wait(settleMs)
  for (const page of pages.values()) await watchShifts(page)
  await trouble()
  const shifts = new Map<string, LayoutShift>()
  for (const [path, page] of pages) {
    shifts.set(path, await page.evaluate(() => (window as unknown as { benchShifts: LayoutShift }).benchShifts))
    await page.close()
  }
  return shifts
}
