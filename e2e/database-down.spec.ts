import type { Response } from '@playwright/test'
import { expect, test } from './fixtures'
import { addMailbox, freshNumber } from './mailboxes'
import { csvFile, ImportsPage } from './pages/imports'
import { MailboxPage } from './pages/mailbox'
import { OverviewPage } from './pages/overview'
import { ServicePage } from './pages/service'
import { Shell } from './pages/shell'
import { SourcesPage } from './pages/sources'
import { TenantForm } from './pages/tenant-form'
import { TenantsPage } from './pages/tenants'

test.use({ role: 'administrator' })

test('without the database, whoever is signed in still sees everything, and a write waits for its return', async ({
  page,
  context,
  parts,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 503 .*\/api\//, 'the browser prints the refused write, and reads of the database')
  const id = `e2e-down-${Date.now()}`
  const tenants = new TenantsPage(page)
  const form = new TenantForm(page)
  const otherTab = await context.newPage()

  await test.step('a form is filled before anything happens', async () => {
    await tenants.open()
    await expect(tenants.table.rows.first()).toBeVisible()
    await tenants.add.click()
    await form.fill({ id, name: 'E2e Harbour', cloud: 'azure', portalUrl: 'http://t2100.portal.localhost/' })
  })

  await parts.stop('postgresql')

  await test.step('the pages that need no database go on, also when opened anew', async () => {
    const overview = new OverviewPage(otherTab)
    await overview.open()
    await new Shell(otherTab).expectTitle('Overview')
    await expect(overview.service('ors')).toHaveAttribute('data-status', 'ok')
    await expect(overview.verdict, 'what is not known is never calm').not.toHaveAttribute('data-verdict', 'ok')
    const service = new ServicePage(otherTab)
    await service.open('ors')
    await expect(service.podRows).not.toHaveCount(0)
    await otherTab.goto('/alerts')
    await new Shell(otherTab).expectTitle('Alerts')
    await new SourcesPage(otherTab).open()
    await new SourcesPage(otherTab).expectDown('postgresql', 'Not reached')
  })

  await test.step('tenants stay as last known, and the page says so', async () => {
    await otherTab.goto('/tenants')
    await expect(new TenantsPage(otherTab).table.rows).toHaveCount(20)
    await expect(otherTab.getByText(/PostgreSQL console: stale/).first()).toBeVisible()
  })

  await test.step('the write fails with a clear sentence and keeps what was typed', async () => {
    await form.save()
    await expect(form.failure).toContainText('Not saved')
    await expect(form.failure).toContainText(/database/i)
    await expect(form.id).toHaveValue(id)
    await expect(form.name).toHaveValue('E2e Harbour')
    await expect(form.portalUrl).toHaveValue('http://t2100.portal.localhost/')
  })

  await parts.start('postgresql')

  await test.step('back, the same form saves', async () => {
    await new SourcesPage(otherTab).open()
    await new SourcesPage(otherTab).expectAnswers('postgresql')
    await form.save()
    await expect(form.dialog).toHaveCount(0)
    await expect(tenants.row(id)).toContainText('E2e Harbour')
    await tenants.act(id, 'Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(tenants.row(id)).toHaveCount(0)
  })
})

test('what was typed survives a reload while the database is away', async ({ page, parts, consoleGuard }) => {
  consoleGuard.allow(/status of 503 .*\/api\//, 'the browser prints the refused write, and reads of the database')
  const tenants = new TenantsPage(page)
  const form = new TenantForm(page)
  await tenants.open('?act=add')
  await form.fill({ id: 'e2e-draft', name: 'Typed before' })
  await parts.stop('postgresql')
  await page.reload()
  await expect(form.name).toHaveValue('Typed before')
  await expect(form.dialog).toContainText('This is what you typed before and did not save')
  await parts.start('postgresql')
  await form.dialog.getByRole('button', { name: 'Discard it' }).click()
  await expect(form.name).toHaveValue('')
})

test('voicemail without the database: no page is blank or guesses, what was typed stays, and all come back', async ({
  page,
  context,
  accounts,
  parts,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 503 .*\/api\//, 'the browser prints the refused write, and reads of the database')
  const { id } = await addMailbox(accounts, 't2105', { owner: 'Before' })
  const mailbox = new MailboxPage(page)
  await mailbox.openToChange('t2105', id)
  await mailbox.owner.fill('Typed before the database went')
  await parts.stop('postgresql')

  await mailbox.save()
  await expect(mailbox.main.getByRole('alert').filter({ hasText: 'Not saved' })).toContainText(/database is down/)
  await expect(mailbox.owner).toHaveValue('Typed before the database went')

  const paths = ['/mailboxes/t2105', `/mailboxes/t2105/${id}`, '/voicemail-profiles/t2105', '/dial-plan/t2105']
  const tabs = await Promise.all(paths.map(() => context.newPage()))
  for (const [at, tab] of tabs.entries()) {
    await test.step(`${paths[at]} says that it cannot be shown`, async () => {
      await tab.goto(paths[at] ?? '')
      const trouble = tab
        .getByRole('main')
        .getByRole('alert')
        .filter({ hasText: /cannot be shown/ })
        .first()
      await expect(trouble).toBeVisible()
      await expect(trouble).toContainText(/database/i)
    })
  }

  await test.step('what it says stays while it asks again', async () => {
    const [tab] = tabs
    if (!tab) throw new Error('There is no tab.')
    const main = await tab.getByRole('main').elementHandle()
    const gone = await main?.evaluateHandle((root) => {
      const seen = { count: 0 }
      const isSaid = () => root.textContent?.includes('cannot be shown') ?? false
      new MutationObserver(() => {
        if (!isSaid()) seen.count += 1
      }).observe(root, { childList: true, subtree: true, characterData: true })
      return seen
    })
    const isRead = (response: Response) => new URL(response.url()).pathname === '/api/tenants/t2105/mailboxes'
    // More than the retries of one turn.
    for (let asked = 0; asked < 4; asked += 1) await tab.waitForResponse(isRead)
    expect(await gone?.evaluate(({ count }) => count)).toBe(0)
  })

  await parts.start('postgresql')
  for (const [at, tab] of tabs.entries()) {
    await test.step(`${paths[at]} comes back by itself`, async () => {
      await expect(tab.getByRole('main').getByText(/cannot be shown/)).toHaveCount(0)
    })
  }
  await mailbox.save()
  await mailbox.expectSaved()
})

// By itself: a browser opens six connections to one host, and each open page keeps one for what is live.
test('imports without the database: the list says so and comes back, and a file that was chosen waits', async ({
  page,
  context,
  parts,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 503 .*\/api\//, 'the browser prints the refused write, and reads of the database')
  const imports = new ImportsPage(page, 't2105')
  const list = await context.newPage()
  await imports.openNew()
  await imports.give(csvFile('waits.csv', `Mailbox Number,Owner\n${freshNumber()},Ada\n`))
  await parts.stop('postgresql')
  await list.goto('/imports/t2105')
  const trouble = list
    .getByRole('main')
    .getByRole('alert')
    .filter({ hasText: /cannot be shown/ })
  await expect(trouble).toContainText(/database/i)
  await imports.upload()
  const failure = imports.main.getByRole('alert').filter({ hasText: 'The upload of waits.csv stands still' })
  await expect(failure).toContainText(/database/i)
  await parts.start('postgresql')
  await expect(trouble).toHaveCount(0)
  await failure.getByRole('button', { name: 'Try again' }).click()
  await imports.reached(await imports.arrived(), 'checked')
})

test.describe('nobody signed in', () => {
  test.use({ role: null })

  test('signing in says that the database is away, and readiness tells it', async ({ page, parts, consoleGuard }) => {
    consoleGuard.allow(/status of 401/, 'the browser itself prints every 401, and a refused sign-in is one')
    await parts.stop('postgresql')
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill('admin@patchboard.example')
    await page.getByLabel('Password', { exact: true }).fill('whatever it is')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.locator('form').getByRole('alert')).toContainText('Sign-in needs the database, which is down')
    const [health, ready] = await Promise.all([page.request.get('/healthz'), page.request.get('/readyz')])
    expect([health.status(), ready.status()], 'it lives, and serves whoever is signed in').toEqual([200, 200])
    expect(await ready.json()).toMatchObject({ ready: true, database: 'down' })
    await parts.start('postgresql')
    await expect
      .poll(async () => (await page.request.get('/readyz')).json(), 'readiness after its return')
      .toMatchObject({ database: 'ok' })
  })
})
