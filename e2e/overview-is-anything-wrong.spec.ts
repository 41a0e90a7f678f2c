import { expect, test } from './fixtures'
import { OverviewPage } from './pages/overview'
import { Shell } from './pages/shell'

/** Ten minutes of waiting in a rule are half a minute in this stack; scrape, evaluation and feed come on top. */
const alertTimeoutMs = 150_000

test('the overview answers is anything wrong, where and since when, and changes by itself', async ({
  page,
  scenario,
}) => {
  const overview = new OverviewPage(page)
  const shell = new Shell(page)

  await test.step('all calm, in one look without scrolling', async () => {
    await overview.open()
    await shell.expectLive()
    await overview.expectCalm(alertTimeoutMs)
    await expect(overview.alerts).toContainText('No alert fires', { timeout: alertTimeoutMs })
    await expect(overview.portals).toContainText('No portal is in trouble')
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    expect(height, 'the whole page at 1440 × 900').toBeLessThanOrEqual(900)
  })

  await shell.markDocument()
  const brokenAtMs = Date.now()
  await scenario.break('redis-down', 'ors')

  await test.step('the service turns, with a reason and since when', async () => {
    const cell = overview.service('ors')
    await expect(cell).toHaveAttribute('data-status', 'failing')
    await expect(cell).toHaveAttribute('title', /Redis/)
    await expect(overview.verdict).toHaveAttribute('data-verdict', 'failing')
    await expect(overview.findings.filter({ hasText: 'failing' })).not.toHaveCount(0)
    const since = await overview.verdict.locator('time').first().getAttribute('datetime')
    const lateMs = Date.parse(since ?? '') - brokenAtMs
    expect(lateMs, 'since when, against when it was broken').toBeGreaterThan(-2_000)
    expect(lateMs, 'since when, against when it was broken').toBeLessThan(30_000)
    await expect(overview.podsNotReady).toContainText('not ready')
  })

  await test.step('what is about to fire is listed before it does', async () => {
    await expect(overview.alerts.getByRole('listitem').filter({ hasText: 'pending' })).not.toHaveCount(0)
  })

  await test.step('the alert fires after its waiting time, here and in the sidebar', async () => {
    const alert = overview.alerts.getByRole('link', { name: /Redis disconnected for 10 minutes/ })
    await expect(alert.first()).toBeVisible({ timeout: alertTimeoutMs })
    await expect(shell.navigation.getByRole('link', { name: /Alerts/ })).toContainText(/\d+ firing/)
    await expect(overview.findings.filter({ hasText: 'critical alert' })).toHaveCount(1)
  })

  await scenario.heal()

  await test.step('healed, it recovers by itself', async () => {
    await expect(overview.service('ors')).toHaveAttribute('data-status', 'ok', { timeout: alertTimeoutMs })
    await overview.expectCalm(alertTimeoutMs)
    await shell.expectSameDocument()
  })
})

test('each finding leads to the page that shows it', async ({ page, scenario }) => {
  const overview = new OverviewPage(page)
  await overview.open()
  await scenario.break('pod-pending', 'sip')
  const cell = overview.service('sip-cluster')
  await expect(cell).not.toHaveAttribute('data-status', 'ok')
  await cell.click()
  await new Shell(page).expectTitle('Voice SIP Cluster Service')
  await expect(page.getByRole('main')).toContainText(/Unschedulable/)
})
