import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { AlertsPage } from './pages/alerts'
import { OverviewPage } from './pages/overview'
import { ServicePage } from './pages/service'
import { ServicesPage } from './pages/services'
import { Shell } from './pages/shell'
import { TenantsPage } from './pages/tenants'

/** The platform, the probe, a scrape, a refresh, on a busy machine. */
const changeTimeoutMs = 150_000

type Shift = { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }

/** From here on, notes each layout shift that nobody's own click or key caused. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shifts: string[] = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as unknown as Shift
        if (hadRecentInput) continue
        shifts.push(`${value.toFixed(5)}: ${sources.map(({ node }) => node?.textContent?.slice(0, 60)).join(' | ')}`)
      }
    })
    observer.observe({ type: 'layout-shift' })
    Object.assign(window, { e2eShifts: shifts })
  })
}

const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { e2eShifts: string[] }).e2eShifts)

test('live changes never move the layout', async ({ openAs, scenario }) => {
  test.setTimeout(900_000)
  const open = async (path: string) => {
    // A browser of its own each: one holds six connections to a server at most, and each page keeps one open.
    const page = await openAs('viewer')
    await page.goto(path)
    await new Shell(page).expectLive()
    return page
  }
  const overview = new OverviewPage(await open('/'))
  const services = new ServicesPage(await open('/services'))
  const tenants = new TenantsPage(await open('/tenants'))
  const alerts = new AlertsPage(await open('/alerts'))
  const service = new ServicePage(await open('/services/ors'))
  const all = { overview, services, tenants, alerts, service }
  await expect(overview.service('ors')).toHaveAttribute('data-status', 'ok', { timeout: changeTimeoutMs })
  await expect(service.podRows).not.toHaveCount(0)
  for (const { page } of Object.values(all)) {
    // Fonts and charts that come late belong to the loading of a page, not to its life.
    await page.evaluate(() => document.fonts.ready)
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await watchShifts(page)
  }

  await test.step('a Redis goes, a portal goes, pods crash', async () => {
    await scenario.break('redis-down', 'ors')
    await expect(service.status).toHaveAttribute('data-status', 'failing', { timeout: changeTimeoutMs })
    await scenario.break('portal-down', 't2116', '503')
    await scenario.break('pod-crashloop', 'ors')
    await expect(tenants.status('t2116')).toHaveAttribute('data-status', 'failing', { timeout: changeTimeoutMs })
    await expect(overview.findings).not.toHaveCount(0)
    await expect(services.statusOf('Orchestration Service')).toContainText('Failing', { timeout: changeTimeoutMs })
    // What follows from the same trouble comes a moment later, and is out of order, too.
    for (const name of ['Callback', 'Portal'])
      await expect(services.statusOf(name)).toContainText('Failing', { timeout: changeTimeoutMs })
    await expect(alerts.table.row(/ors/i).first()).toBeVisible({ timeout: changeTimeoutMs })
  })

  await test.step('what changed kept its place, until one asks for order', async () => {
    await expect(services.table.rows.first()).not.toContainText('Orchestration Service')
    await services.table.sortAgain.click()
    await expect(services.table.rows.first()).toContainText('Orchestration Service')
    await expect(services.table.sortAgain).toHaveCount(0)
    await expect(tenants.table.sortAgain).toBeVisible()
  })

  await test.step('all is well again', async () => {
    await scenario.heal()
    await expect(service.status).toHaveAttribute('data-status', 'ok', { timeout: changeTimeoutMs })
    await expect(tenants.status('t2116')).toHaveAttribute('data-status', 'ok', { timeout: changeTimeoutMs })
    await expect(overview.service('ors')).toHaveAttribute('data-status', 'ok', { timeout: changeTimeoutMs })
  })

  for (const [name, { page }] of Object.entries(all)) {
    expect(await shiftsOf(page), `layout shifts of ${name} during live changes`).toEqual([])
  }
})
