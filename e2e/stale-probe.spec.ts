import { expect, test } from './fixtures'
import { OverviewPage } from './pages/overview'
import { Shell } from './pages/shell'
import { TenantPage } from './pages/tenant'
import { TenantsPage } from './pages/tenants'

const tenantId = 't2103'
/** Three probe intervals, a scrape, a refresh; and the worker's own start. */
const staleTimeoutMs = 120_000

test('when the probe dies its last words turn stale, never ok, and come back with it', async ({
  page,
  context,
  parts,
}) => {
  const tenants = new TenantsPage(page)
  await tenants.open()
  await expect(tenants.status(tenantId)).toHaveAttribute('data-status', 'ok', { timeout: staleTimeoutMs })
  await new Shell(page).markDocument()
  const others = await context.newPage()
  const tenant = new TenantPage(others)
  await tenant.open(tenantId)

  await parts.stop('worker')

  await test.step('every status is stale, and no code is shown as the present one', async () => {
    await expect(tenants.status(tenantId)).toHaveAttribute('data-status', 'stale', { timeout: staleTimeoutMs })
    await expect(tenants.table.rows.locator('td[data-label="Status"] [data-status="ok"]')).toHaveCount(0)
    await expect(tenants.cell(tenantId, 'HTTP')).toContainText('No code is known now')
    await expect(tenants.statusFilter.getByRole('button', { name: /^Stale\s*20/ })).toBeVisible()
  })

  await test.step('the tenant’s page says what it was, and how old that is', async () => {
    await expect(tenant.status).toHaveAttribute('data-status', 'stale')
    await expect(tenant.now).toContainText('This status is not current')
    await expect(tenant.now).toContainText(/last heard: HTTP 200/)
    await expect(tenant.now.locator('time').first()).toBeVisible()
  })

  await test.step('the overview does not call it calm', async () => {
    const overview = new OverviewPage(others)
    await overview.open()
    await expect(overview.verdict).not.toHaveAttribute('data-verdict', 'ok')
    await expect(overview.findings.filter({ hasText: 'portals stale' })).toHaveCount(1)
    await expect(overview.service('portal')).toHaveAttribute('data-status', 'stale')
  })

  await parts.start('worker')

  await test.step('it recovers by itself', async () => {
    await expect(tenants.status(tenantId)).toHaveAttribute('data-status', 'ok', { timeout: staleTimeoutMs })
    await expect(tenants.table.rows.locator('td[data-label="Status"] [data-status="ok"]')).toHaveCount(20, {
      timeout: staleTimeoutMs,
    })
    await new Shell(page).expectSameDocument()
  })
})
