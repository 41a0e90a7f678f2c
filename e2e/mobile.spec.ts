import { expect, test } from './fixtures'
import { holdRequests } from './hold'
import { AlertsPage } from './pages/alerts'
import { ExplorePage } from './pages/explore'
import { MailboxesPage } from './pages/mailboxes'
import { OverviewPage } from './pages/overview'
import { Shell } from './pages/shell'
import { TenantPage } from './pages/tenant'
import { TenantsPage } from './pages/tenants'

const tag = '@mobile'

test('on a phone: from the overview to the tenant in trouble, by touch alone', { tag }, async ({ page, scenario }) => {
  const id = 't2119'
  const overview = new OverviewPage(page)
  const shell = new Shell(page)
  await scenario.break('portal-down', id, '503')

  await test.step('the verdict is the first thing on the screen', async () => {
    await overview.open()
    await shell.expectLive()
    await expect(overview.findings.filter({ hasText: 'portal failing' })).toBeInViewport()
  })

  await test.step('the drawer leads to the tenants and closes behind', async () => {
    await page.getByRole('button', { name: 'Open the menu' }).tap()
    const drawer = page.getByRole('dialog', { name: 'Pages' })
    await drawer.getByRole('link', { name: 'Tenants' }).tap()
    await shell.expectTitle('Tenants')
    await expect(drawer).toHaveCount(0)
  })

  await test.step('rows are stacked, whole, and open by touch', async () => {
    const tenants = new TenantsPage(page)
    await tenants.search.fill(id)
    await expect(tenants.table.rows).toHaveCount(1)
    const row = tenants.row(id)
    await expect(row).toContainText('503')
    const box = await row.boundingBox()
    expect(box?.height ?? 0, 'a thumb’s height').toBeGreaterThanOrEqual(40)
    expect((box?.x ?? 0) + (box?.width ?? 0), 'right edge of a row').toBeLessThanOrEqual(390)
    await row.tap()
    await expect(new TenantPage(page).now).toContainText('HTTP 503')
  })
})

test('on a phone: an alert opens over the whole page, and fits', { tag }, async ({ page, scenario }) => {
  const alerts = new AlertsPage(page)
  await scenario.break('pod-pending', 'rq')
  await alerts.open()
  await expect(alerts.table.rows).not.toHaveCount(0)
  await alerts.table.rows.first().tap()
  // It is asked for when it is first opened, and moves in.
  await expect(async () => {
    const box = await alerts.details.boundingBox()
    expect(box?.x ?? -1).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
  }).toPass({ timeout: 40_000 })
  await alerts.details.getByRole('button', { name: 'Close' }).tap()
  await expect(alerts.details).toHaveCount(0)
})

test('on a phone: a metric is chosen from the drawer, and its chart fits', { tag }, async ({ page }) => {
  const explore = new ExplorePage(page)
  await explore.open()
  await page.getByRole('button', { name: 'Metrics and history' }).tap()
  const drawer = page.getByRole('dialog', { name: 'Metrics and history' })
  await drawer.getByRole('searchbox', { name: 'Search metrics' }).fill('sips_calls_created')
  await drawer.locator('[data-metric="sip-cluster/sips_calls_created"]').tap()
  await expect(drawer).toHaveCount(0)
  await explore.expectDrawn()
  const box = await explore.answer.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0), 'right edge of the answer').toBeLessThanOrEqual(390)
})

test('on a phone: no page scrolls sideways', { tag }, async ({ page }) => {
  for (const path of [
    '/',
    '/services',
    '/services/sip-cluster',
    '/tenants',
    '/tenants/t2100',
    '/alerts',
    '/alerts/rules',
    '/explore',
    '/sources',
  ]) {
    await page.goto(path)
    await new Shell(page).expectLive()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width, `width of ${path}`).toBeLessThanOrEqual(390)
  }
})

test('on a phone: the filters of mailboxes wait behind a button that says how many are set', { tag }, async ({
  page,
  expectAccessible,
}) => {
  const mailboxes = new MailboxesPage(page)
  await mailboxes.open('t2100')
  const button = page.getByRole('button', { name: /^Filters/ })
  await expect(button).toHaveAttribute('aria-expanded', 'false')
  await expect(mailboxes.filter('Type')).toHaveCount(0)
  await expect
    .poll(async () => (await mailboxes.table.rows.first().boundingBox())?.y, 'the first mailbox is in the upper half')
    .toBeLessThan(422)

  await button.tap()
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await expect(page.locator(`[id="${await button.getAttribute('aria-controls')}"]`)).toBeVisible()
  await mailboxes.filter('Type').selectOption('agent-group')
  await expect(button).toHaveText('Filters (1)')

  const question = await holdRequests(page, (request) => /\/api\/.*\/mailboxes\?.*overrides=none/.test(request.url()))
  await mailboxes.filter('Own settings').selectOption('none')
  await expect(button).toHaveText('Filters (2)')
  await expect(mailboxes.table.region, 'rows of the question before').toHaveAttribute('aria-busy', 'true')
  await question.arrived
  await expectAccessible(page, 'the list of mailboxes on a phone while another question is open')
  question.letGo()
  await expect(mailboxes.table.region).toHaveAttribute('aria-busy', 'false')
  await expectAccessible(page, 'the list of mailboxes with its filters on a phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  await button.press('Enter')
  await expect(mailboxes.filter('Type')).toHaveCount(0)
  await page.reload()
  await expect(button, 'a filter of the address is counted while it is folded').toHaveText('Filters (2)')
  await page.getByRole('button', { name: 'Clear filters' }).tap()
  await expect(button).toHaveText('Filters')
})
