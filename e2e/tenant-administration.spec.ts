import { expect, test } from './fixtures'
import { AuditPage } from './pages/audit'
import { Shell } from './pages/shell'
import { TenantForm } from './pages/tenant-form'
import { TenantsPage } from './pages/tenants'

test.describe('an administrator', () => {
  test.use({ role: 'administrator' })

  test('adds, changes, switches off and deletes a tenant; each deed is in the audit log', async ({
    page,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 409/, 'the browser prints the refusal that this test provokes')
    const tenants = new TenantsPage(page)
    const form = new TenantForm(page)
    const id = `e2e-${Date.now()}`
    await tenants.open()
    await expect(tenants.table.rows.first()).toBeVisible()

    await test.step('what is not right is said at its field', async () => {
      await tenants.add.click()
      await form.fill({ id: 'a b', name: '', cloud: 'azure', portalUrl: 'ftp://portal.example/' })
      await form.save()
      await expect(form.dialog).toContainText('must be letters, digits, dots, dashes or underscores')
      await expect(form.dialog).toContainText('must not be empty')
      await expect(form.dialog).toContainText('must be an http or https address')
      await expect(form.id).toHaveAttribute('aria-invalid', 'true')
    })

    await test.step('added, it is in the list and probed', async () => {
      await form.fill({ id, name: 'E2e Ferries', portalUrl: 'http://t2100.portal.localhost/' })
      await form.save()
      await expect(form.dialog).toHaveCount(0)
      await expect(page.getByText('Added E2e Ferries', { exact: true })).toBeVisible()
      await expect(tenants.row(id)).toBeVisible()
      await expect(tenants.status(id)).not.toHaveAttribute('data-status', 'no-data')
    })

    await test.step('the same id a second time is refused at its field', async () => {
      await tenants.add.click()
      await form.fill({ id, name: 'Twice', cloud: 'azure', portalUrl: 'http://t2100.portal.localhost/' })
      await form.save()
      await expect(form.dialog).toContainText(/already|taken/)
      await expect(form.id).toHaveValue(id)
      await page.keyboard.press('Escape')
    })

    await test.step('changed', async () => {
      await tenants.act(id, 'Change')
      await form.fill({ name: 'E2e Ferries and Sons' })
      await form.save()
      await expect(form.dialog).toHaveCount(0)
      await expect(tenants.row(id)).toContainText('E2e Ferries and Sons')
    })

    await test.step('its checks switched off, it is paused', async () => {
      await tenants.act(id, 'Switch checks off')
      await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).click()
      await expect(tenants.status(id)).toHaveAttribute('data-status', 'paused')
    })

    await test.step('deleting says what it touches, then asks', async () => {
      await tenants.act(id, 'Delete')
      const question = page.getByRole('alertdialog')
      await expect(question).toContainText('Delete E2e Ferries and Sons?')
      await expect(question).toContainText(id)
      await question.getByRole('button', { name: 'Cancel' }).click()
      await expect(tenants.row(id)).toBeVisible()
      await tenants.act(id, 'Delete')
      await question.getByRole('button', { name: 'Delete' }).click()
      await expect(page.getByText('Deleted E2e Ferries and Sons', { exact: true })).toBeVisible()
    })

    await test.step('the audit log has every deed, newest first, with what changed', async () => {
      const audit = new AuditPage(page)
      await audit.open({ entityType: 'tenant', entityId: id })
      await expect(audit.table.rows).toHaveCount(4)
      await expect(audit.table.rows.locator('td[data-label="What"]')).toHaveText([
        'Deleted tenant',
        'Changed tenant',
        'Changed tenant',
        'Added tenant',
      ])
      await expect(audit.table.cell(audit.table.rows.nth(2), 'Changed fields')).toHaveText('name')
      await audit.table.rows.nth(2).click()
      await expect(page.getByRole('dialog')).toContainText('E2e Ferries and Sons')
    })
  })

  test('two people at once: one wins, the other sees both versions and merges', async ({
    page,
    openAs,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 409/, 'the browser prints the refusal that this test provokes')
    const id = 't2112'
    const tenants = new TenantsPage(page)
    const form = new TenantForm(page)
    const otherPage = await openAs('administrator')
    const otherTenants = new TenantsPage(otherPage)
    const otherForm = new TenantForm(otherPage)
    const stamp = String(Date.now())

    await tenants.open()
    await tenants.act(id, 'Change')
    await expect(form.name).not.toHaveValue('')
    const before = { name: await form.name.inputValue(), cloud: await form.cloud.inputValue() }
    await otherTenants.open()
    await otherTenants.act(id, 'Change')
    await otherForm.fill({ name: `Theirs ${stamp}`, cloud: 'gcp' })
    await otherForm.save()
    await expect(otherForm.dialog).toHaveCount(0)

    await form.fill({ name: `Mine ${stamp}` })
    await form.save()
    await expect(form.failure).toContainText('Somebody else saved a change meanwhile')
    await expect(form.dialog).toContainText(`Theirs ${stamp}`)
    await expect(form.dialog).toContainText(`Mine ${stamp}`)
    await form.dialog.getByRole('radio', { name: /^Yours/ }).check()
    await form.dialog.getByRole('button', { name: 'Put the merged values into the form' }).click()
    await expect(form.name).toHaveValue(`Mine ${stamp}`)
    await expect(form.cloud, 'what only the other one changed is theirs').toHaveValue('gcp')
    await form.save()
    await expect(form.dialog).toHaveCount(0)
    await expect(tenants.row(id)).toContainText(`Mine ${stamp}`)
    await expect(otherTenants.row(id), 'the other browser sees it by itself').toContainText(`Mine ${stamp}`)

    await tenants.act(id, 'Change')
    await form.fill(before)
    await form.save()
    await expect(tenants.row(id)).toContainText(before.name)
  })
})

test('a viewer sees tenants and changes none, neither by button nor by hand', async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 403/, 'the browser prints the refusals that this test provokes')
  const tenants = new TenantsPage(page)
  await tenants.open('?act=add')
  await new Shell(page).expectTitle('Tenants')
  await expect(tenants.table.rows.first()).toBeVisible()
  await expect(tenants.add).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Acts on/ })).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const body = { id: 'by-hand', name: 'x', region: 'default', cloud: 'azure', portalUrl: 'http://x.example/' }
  const statuses = await page.evaluate(async (data) => {
    const send = async (path: string, method: string) => {
      const headers = { 'content-type': 'application/json', 'if-match': '"1"' }
      return (await fetch(path, { method, headers, body: JSON.stringify(data) })).status
    }
    return [
      await send('/api/tenants', 'POST'),
      await send('/api/tenants/t2100', 'PATCH'),
      await send('/api/tenants/t2100', 'DELETE'),
      await send('/api/access', 'POST'),
    ]
  }, body)
  expect(statuses).toEqual([403, 403, 403, 403])
  await page.goto('/audit')
  await expect(page.getByText('Your roles do not open this page')).toBeVisible()
})
