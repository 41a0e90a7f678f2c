import type { BrowserContext, Page } from '@playwright/test'
import { percentile } from '../statistics'

/** Services in turn, so that no navigation finds the charts of the one before. */
const services = [
  'ors',
  'agent-state',
  'sip-cluster',
  'rq',
  'registrar',
  'dial-plan',
  'sip-proxy',
  'front-end',
  'config',
]

/** How long one looks at the list before clicking. */
const readingMs = 1500

const line = '[data-chart] path.recharts-line-curve'

/** Milliseconds from the click on a service in the list to the frame in which the first line of its first chart is there. */
async function clickToChart(page: Page, serviceId: string): Promise<number> {
  const link = `a[data-row-link][href^="/services/${serviceId}?"]`
  await page.locator(link).waitFor()
  return page.evaluate(
    ({ link, line }) =>
      new Promise<number>((resolve, reject) => {
        const startedAt = performance.now()
        const deadline = setTimeout(() => reject(new Error(`No line within 20 s of clicking ${link}.`)), 20_000)
        // A line counts with the frame after it is in the tree. No named function: the compiler's helper for names is not in the page.
        const timer = setInterval(() => {
          if (!document.querySelector(line)?.getAttribute('d')) return
          clearInterval(timer)
          clearTimeout(deadline)
          requestAnimationFrame(() => resolve(performance.now() - startedAt))
        }, 4)
        document.querySelector<HTMLAnchorElement>(link)?.click()
      }),
    { link, line },
  )
}

/** p95 in milliseconds from navigating by the list's own links to the first painted chart, over `navigations` of them. */
export async function measureFirstChart(context: BrowserContext, navigations: number): Promise<number> {
  const page = await context.newPage()
  const times: number[] = []
  // The first one fetches the page's code, which every later visit of anybody has already; it is no part of the figure.
  for (let index = 0; index <= navigations; index += 1) {
    await page.goto('/services')
    // Nobody clicks before having read; the live stream never lets the network be idle, so time has to do.
    await page.waitForTimeout(readingMs)
    const took = await clickToChart(page, services[index % services.length] ?? 'ors')
    if (index > 0) times.push(took)
  }
  await page.close()
  return percentile(times, 0.95)
}
