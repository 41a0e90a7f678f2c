import type { Page } from '@playwright/test'
import { percentile } from '../statistics'

/** Words that match many, few and none of the generated names, letter by letter. */
const words = ['bench_level_001', 'events 77', 'generated metric 1', 'portal', 'nothing-like-this']

/** Milliseconds from each keystroke in the search to the frame that shows its answer, p95. */
export async function measureSearch(page: Page): Promise<number> {
  await page.goto('/explore', { waitUntil: 'load' })
  await page.locator('[data-metric]').first().waitFor()
  const search = page.getByRole('searchbox', { name: 'Search metrics' }).first()
  const times: number[] = []
  for (const word of words) {
    await search.fill('')
    await page.waitForFunction(() => document.querySelector('[data-metrics-for=""][aria-busy="false"]') !== null)
    for (let length = 1; length <= word.length; length += 1) {
      const text = word.slice(0, length)
      if (text !== text.trimEnd()) {
        await search.press('End')
        await page.keyboard.insertText(' ')
        continue
      }
      times.push(await keystroke(page, text))
    }
  }
  return percentile(times, 0.95)
}

/** Types the last letter of `text`, and waits in the page for the list of exactly that text to be painted. */
async function keystroke(page: Page, text: string): Promise<number> {
  const painted = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const list = document.querySelector('[data-metrics-for]')
        let startedAt = Number.NaN
        document.addEventListener(
          'beforeinput',
          (event) => {
            startedAt = event.timeStamp
          },
          { once: true, capture: true },
        )
        const observer = new MutationObserver(() => {
          if (list?.getAttribute('data-metrics-for') !== wanted || list.getAttribute('aria-busy') !== 'false') return
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)))
        })
        if (list) observer.observe(list, { attributes: true })
        ;(window as unknown as { benchReady: boolean }).benchReady = true
      }),
    text,
  )
  await page.waitForFunction(() => (window as unknown as { benchReady?: boolean }).benchReady === true)
  await page.evaluate(() => {
    ;(window as unknown as { benchReady: boolean }).benchReady = false
  })
  await page.keyboard.insertText(text.slice(-1))
  return painted
}

export type RunFigures = { longestTaskMs: number; answeredMs: number }

/** Opens a question and waits for its answer; the longest time in which the page could not answer the person. */
export async function measureRun(
  page: Page,
  search: string,
  isAnswered: (page: Page) => Promise<void>,
): Promise<RunFigures> {
  await page.goto('/explore', { waitUntil: 'load' })
  await page.locator('[data-metric]').first().waitFor()
  await page.locator('[data-editor="ready"]').waitFor()
  await page.evaluate(() => {
    const holder = window as unknown as { longestTaskMs: number }
    holder.longestTaskMs = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) holder.longestTaskMs = Math.max(holder.longestTaskMs, entry.duration)
    }).observe({ type: 'longtask' })
  })
  await page.getByRole('textbox', { name: 'PromQL expression' }).click()
  await page.keyboard.insertText(search)
  await page.keyboard.press('Escape')
  const startedAt = performance.now()
  await page.keyboard.press('Enter')
  await isAnswered(page)
  const answeredMs = performance.now() - startedAt
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 300))))
  const longestTaskMs = await page.evaluate(() => (window as unknown as { longestTaskMs: number }).longestTaskMs)
  return { longestTaskMs, answeredMs }
}
