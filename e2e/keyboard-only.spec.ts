import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { AlertsPage } from './pages/alerts'
import { ServicesPage } from './pages/services'
import { Shell } from './pages/shell'
import { TenantForm } from './pages/tenant-form'
import { TenantsPage } from './pages/tenants'

/** From here on nothing is touched but the keyboard. */
test('skip link, palette, shortcuts, tables and dialogs work without a pointer', async ({ page }) => {
  const shell = new Shell(page)
  const { keyboard } = page
  await page.goto('/services')
  await shell.expectLive()

  await test.step('the first Tab offers to skip the navigation', async () => {
    await keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to the page' })
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/#content$/)
    await keyboard.press('Tab')
    await expect(shell.main.locator(':focus')).toHaveCount(1)
  })

  await test.step('the palette finds a service by one of its names, and goes there', async () => {
    await keyboard.press('Control+k')
    await expect(shell.paletteInput).toBeFocused()
    await keyboard.type('voice-ors')
    await expect(shell.palette.getByRole('option', { selected: true })).toContainText('Orchestration Service')
    await keyboard.press('Enter')
    await shell.expectTitle('Orchestration Service')
  })

  await test.step('it finds tenants by asking the server, and closes with Escape', async () => {
    await keyboard.press('Control+k')
    await keyboard.type('t2107')
    await expect(shell.palette.getByRole('group', { name: 'Tenants' }).getByRole('option')).toHaveCount(1)
    await keyboard.press('Escape')
    await expect(shell.palette).toHaveCount(0)
  })

  await test.step('g and a letter go to each page', async () => {
    const places = {
      a: 'Alerts',
      e: 'Explore',
      t: 'Tenants',
      m: 'Mailboxes',
      p: 'Profiles',
      d: 'Dial plan',
      r: 'Sources',
      o: 'Overview',
      s: 'Services',
    }
    for (const [key, title] of Object.entries(places)) {
      await keyboard.press('g')
      await keyboard.press(key)
      await shell.expectTitle(title)
    }
  })

  await test.step('slash goes to the filter; shortcuts are letters there', async () => {
    const services = new ServicesPage(page)
    await expect(services.table.rows).toHaveCount(14)
    await keyboard.press('/')
    await expect(services.search).toBeFocused()
    await keyboard.type('ga')
    await expect(services.search).toHaveValue('ga')
    await shell.expectTitle('Services')
    await services.search.clear()
    await keyboard.type('voice')
    await expect(services.table.rows).not.toHaveCount(14)
  })

  await test.step('arrows and j, k walk the rows, Enter opens one', async () => {
    const services = new ServicesPage(page)
    const links = services.table.rows.getByRole('link')
    await tabTo(page, () => services.table.rows.locator(':focus').count())
    await expect(links.nth(0)).toBeFocused()
    await keyboard.press('ArrowDown')
    await keyboard.press('j')
    await expect(links.nth(2)).toBeFocused()
    await keyboard.press('k')
    await expect(links.nth(1)).toBeFocused()
    const name = await services.table.cell(services.table.rows.nth(1), 'Service').textContent()
    await keyboard.press('Enter')
    await shell.expectTitle(name ?? '')
  })

  await test.step('the help sheet holds the focus and gives it back', async () => {
    await keyboard.press('?')
    await expect(shell.help).toBeVisible()
    await keyboard.press('Tab')
    await expect(shell.help.locator(':focus')).toHaveCount(1)
    await keyboard.press('Escape')
    await expect(shell.help).toHaveCount(0)
  })
})

test.describe('an administrator', () => {
  test.use({ role: 'administrator' })

  test('a form is opened, filled, refused and left by keyboard, and the focus is not lost', async ({ page }) => {
    const tenants = new TenantsPage(page)
    const form = new TenantForm(page)
    await tenants.open()
    await expect(tenants.table.rows.first()).toBeVisible()
    await tabTo(page, () => tenants.add.and(page.locator(':focus')).count())
    await page.keyboard.press('Enter')
    await expect(form.dialog).toBeVisible()
    await expect(form.id).toBeFocused()
    await page.keyboard.type('a b')
    await page.keyboard.press('Enter')
    await expect(form.id, 'the first field that is refused').toBeFocused()
    await expect(form.id).toHaveAttribute('aria-invalid', 'true')
    for (let steps = 0; steps < 12; steps += 1) {
      await page.keyboard.press('Tab')
      await expect(form.dialog.locator(':focus'), 'the dialog keeps the focus').toHaveCount(1)
    }
    await page.keyboard.press('Escape')
    await expect(form.dialog).toHaveCount(0)
    await expect(tenants.add).toBeFocused()
  })
})

test('an alert is opened and closed by keyboard', async ({ page, scenario }) => {
  const alerts = new AlertsPage(page)
  await scenario.break('pod-pending', 'rq')
  await alerts.open()
  await expect(alerts.table.rows).not.toHaveCount(0)
  await tabTo(page, () => alerts.table.rows.locator(':focus').count())
  await page.keyboard.press('Enter')
  await expect(alerts.details).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(alerts.details).toHaveCount(0)
})

/** Presses Tab until something is focused that counts. */
async function tabTo(page: Page, isThere: () => Promise<number>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await isThere()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Sixty presses of Tab did not lead there.')
}
