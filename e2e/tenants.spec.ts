import { expect, test } from './fixtures'
import { Shell } from './pages/shell'
import { TenantPage } from './pages/tenant'
import { TenantsPage } from './pages/tenants'

/** Tenants that the back-filled history leaves alone at its end; each test breaks its own. */
const [first, second, third, fourth] = ['t2105', 't2108', 't2111', 't2114'] as const

/** The probe's own patience, one push, one scrape, one refresh. */
const probeTimeoutMs = 90_000
/** Ten minutes of waiting in the rule are half a minute in this stack. */
const alertTimeoutMs = 150_000

test('tenants: one row each with code, since when and a day’s strip; sorted and filtered in the address', async ({
  page,
}) => {
  const tenants = new TenantsPage(page)
  await tenants.open()
  await new Shell(page).expectLive()

  await test.step('every tenant, with the code that its portal answers', async () => {
    await expect(tenants.table.rows).toHaveCount(20)
    await expect(tenants.cell(first, 'HTTP')).toHaveText('200')
    await expect(tenants.status(first)).toHaveAttribute('data-status', 'ok')
    await expect(tenants.cell(first, 'Since').locator('time')).toBeVisible()
    await expect(tenants.cell(first, 'Response')).toContainText(/\d/)
    await expect(tenants.cell(first, 'Last 24 hours').getByRole('img')).toHaveAccessibleName(/last 24 hours: .*OK/i)
  })

  await test.step('sorting stands in the address', async () => {
    await tenants.table.sortBy('Tenant')
    await tenants.table.expectSorted('Tenant', 'ascending')
    await expect(page).toHaveURL(/sort=name/)
    const up = await tenants.table.column('Tenant')
    await tenants.table.sortBy('Tenant')
    await tenants.table.expectSorted('Tenant', 'descending')
    await expect(page).toHaveURL(/sort=-name/)
    await expect.poll(() => tenants.table.column('Tenant')).toEqual(up.toReversed())
  })

  await test.step('filters stand in the address and survive a reload', async () => {
    await tenants.search.fill(second)
    await expect(tenants.table.rows).toHaveCount(1)
    await expect(page).toHaveURL(new RegExp(`q=${second}`))
    await tenants.statusFilter.getByRole('button', { name: /^OK/ }).click()
    await expect(page).toHaveURL(/status=ok/)
    await page.reload()
    await expect(tenants.search).toHaveValue(second)
    await expect(tenants.row(second)).toBeVisible()
    await expect(tenants.table.rows).toHaveCount(1)
    await tenants.search.fill('nobody is called that')
    await expect(page.getByText('No tenant matches these filters')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).last().click()
    await expect(tenants.table.rows).toHaveCount(20)
    await expect(tenants.search).toHaveValue('')
  })
})

test('a portal that fails shows its exact reason, whatever the way it fails', async ({ page, scenario }) => {
  const tenants = new TenantsPage(page)
  await tenants.open()
  await new Shell(page).markDocument()
  await expect(tenants.table.rows).toHaveCount(20)
  const ways = [
    [first, '503', '503', 'HTTP 503'],
    [second, 'timeout', 'timeout', 'No answer in time'],
    [third, 'refused', 'refused', 'Connection refused'],
    [fourth, 'dns', 'no name', 'Name not found'],
  ] as const
  for (const [id, option] of ways) await scenario.break('portal-down', id, option)
  for (const [id, option, code, reason] of ways) {
    await test.step(option, async () => {
      await expect(tenants.status(id)).toHaveAttribute('data-status', 'failing', { timeout: probeTimeoutMs })
      await expect(tenants.status(id)).toHaveAttribute('title', reason)
      await expect(tenants.cell(id, 'HTTP')).toHaveText(code)
    })
  }
  await test.step('in place while they change, and worst first once one asks for order', async () => {
    await tenants.table.sortAgain.click()
    await expect
      .poll(async () => (await tenants.table.column('Status')).slice(0, 5))
      .toEqual(['Failing', 'Failing', 'Failing', 'Failing', 'OK'])
  })
  await scenario.heal()
  for (const [id] of ways) {
    await expect(tenants.status(id)).toHaveAttribute('data-status', 'ok', { timeout: probeTimeoutMs })
  }
  await new Shell(page).expectSameDocument()
})

test('a tenant’s page: status now, history with exact codes, alert after its duration, figures', async ({
  page,
  scenario,
}) => {
  const tenant = new TenantPage(page)
  const tenants = new TenantsPage(page)
  await scenario.break('portal-down', first, '503')

  await test.step('drilled down from the list', async () => {
    await tenants.open()
    await expect(tenants.cell(first, 'HTTP')).toHaveText('503', { timeout: probeTimeoutMs })
    await tenants.row(first).click()
    await expect(page).toHaveURL(new RegExp(`/tenants/${first}$`))
    await expect(tenant.status).toHaveAttribute('data-status', 'failing')
    await expect(tenant.now).toContainText('HTTP 503')
    await expect(tenant.now.getByRole('link', { name: new RegExp(first) })).toBeVisible()
  })

  await test.step('the strips can be walked by keyboard, down to the code', async () => {
    const week = tenant.strip('Last 7 days')
    await expect(week).toHaveAttribute('aria-valuetext', /\w/)
    const day = tenant.strip('Last 24 hours')
    await day.focus()
    await page.keyboard.press('End')
    await expect(day).toHaveAttribute('aria-valuetext', /\d\d:\d\d to \d\d:\d\d: /)
    const text = await day.getAttribute('aria-valuetext')
    await page.keyboard.press('Home')
    await expect(day).not.toHaveAttribute('aria-valuetext', text ?? '')
  })

  await test.step('the exact codes as a table', async () => {
    const range = tenant.history.getByRole('region', { name: 'Last 7 days' })
    await range.getByRole('button', { name: 'Show as a table' }).click()
    await expect(range.getByRole('table')).toContainText('HTTP 200')
  })

  await test.step('figures of the services that label by tenant', async () => {
    await expect(tenant.figures.getByRole('table').first()).toContainText(/\d/)
  })

  await test.step('the alert fires after its duration, and ends with its cause', async () => {
    const alert = tenant.alerts.getByRole('row').filter({ hasText: 'portal down' })
    await expect(alert).toContainText('Firing', { timeout: alertTimeoutMs })
    await scenario.heal()
    await expect(tenant.status).toHaveAttribute('data-status', 'ok', { timeout: probeTimeoutMs })
    await expect(alert).toHaveCount(0, { timeout: probeTimeoutMs })
  })
})

test('a tenant that nobody knows is said not to be there', async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 404/, 'the page answers 404 on purpose, which the browser prints')
  await page.goto('/tenants/t9999')
  await expect(page.getByRole('main')).toContainText(/no such|not found|nobody knows|does not exist|There is no/i)
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible()
})
