import type { Browser, Page } from '@playwright/test'
import type { Credentials } from './accounts'
import { expect, test } from './fixtures'
import { waitForHydration } from './hydrated'
import { AccessPage } from './pages/access'
import { AuditPage } from './pages/audit'
import { Shell } from './pages/shell'
import { SignInPage } from './pages/sign-in'
import { addressOf } from './stack'

test.use({ role: 'administrator' })

/** An open stream looks at its session each 15 s, at a word of the database that is at most 40 s old. */
const noticedWithinMs = 60_000

/** Somebody at another browser, signed in and on a page whose address says where they were. */
async function sitDown(browser: Browser, credentials: Credentials, path: string): Promise<Page> {
  // Without this, the runner would hand the test's own session to the new browser.
  const storageState = { cookies: [], origins: [] }
  const context = waitForHydration(await browser.newContext({ baseURL: addressOf('console'), storageState }))
  const page = await context.newPage()
  const signIn = new SignInPage(page)
  await signIn.open(path)
  await signIn.signIn(credentials)
  await signIn.expectLeft()
  await new Shell(page).expectLive()
  return page
}

async function expectSentToSignIn(page: Page, from: string): Promise<void> {
  await expect(page).toHaveURL((url) => url.pathname === '/sign-in' && url.searchParams.get('callbackUrl') === from, {
    timeout: noticedWithinMs,
  })
}

test('an administrator adds an account, changes its roles, disables it and resets its password', async ({
  page,
  browser,
}) => {
  const stamp = Date.now()
  const name = `E2e Journey ${stamp}`
  const email = `journey-${stamp}@e2e.patchboard.example`
  const access = new AccessPage(page)
  await access.open()

  await test.step('what is not right is said at its field', async () => {
    await access.add.click()
    await access.dialog.getByLabel('Name').fill(name)
    await access.dialog.getByLabel('E-mail address').fill('nobody')
    await access.dialog.getByRole('button', { name: 'Add account' }).click()
    await expect(access.dialog).toContainText('must be an e-mail address')
  })

  const first = await test.step('added; the password is shown once', async () => {
    await access.dialog.getByLabel('E-mail address').fill(email)
    await access.dialog.getByRole('button', { name: 'Add account' }).click()
    const password = await access.takePassword()
    await expect(access.table.row(email)).toContainText('Viewer')
    return { email, password }
  })

  const person = await sitDown(browser, first, '/audit')
  await expect(person.getByText('Your roles do not open this page')).toBeVisible()

  await test.step('a new role opens a page without a new sign-in', async () => {
    await access.act(name, 'Change name and roles')
    await access.tick('Auditor')
    await access.dialog.getByRole('button', { name: 'Save changes' }).click()
    await expect(access.table.row(email)).toContainText('Auditor')
    await person.reload()
    await expect(new AuditPage(person).table.rows.first()).toBeVisible()
  })

  await test.step('disabled, an open page goes to sign-in and keeps its address; signing in is refused', async () => {
    await person.goto('/tenants?status=failing')
    await new Shell(person).expectLive()
    await access.act(name, 'Disable')
    await access.confirm('Disable')
    await expect(access.table.row(email)).toContainText('Disabled')
    await expectSentToSignIn(person, '/tenants?status=failing')
    await new SignInPage(person).signIn(first)
    await expect(new SignInPage(person).failure).toContainText('do not match')
  })

  await test.step('enabled and with a new password, it signs in and is where it was', async () => {
    await access.act(name, 'Enable')
    await access.confirm('Enable')
    await access.act(name, 'Reset password')
    await access.question.getByRole('button', { name: 'Reset password', exact: true }).click()
    const password = await access.takePassword()
    expect(password).not.toBe(first.password)
    await new SignInPage(person).signIn({ email, password })
    await expect(person).toHaveURL(/\/tenants\?status=failing$/)
  })

  await test.step('each deed is in the audit log', async () => {
    const audit = new AuditPage(page)
    await audit.open()
    for (const deed of ['Added account', 'Changed account', 'Disabled account', 'Enabled account', 'Reset password']) {
      await expect(audit.table.row(email).filter({ hasText: deed }).first(), deed).toBeVisible()
    }
  })
  await person.context().close()
})

test('people change their own password; their other sessions end, this one goes on', async ({
  browser,
  accounts,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 400/, 'the browser prints the refusal that this test provokes')
  const stamp = Date.now()
  const email = `own-${stamp}@e2e.patchboard.example`
  const first = await accounts.ensure(email, `E2e Own ${stamp}`, ['viewer'])
  const desk = await sitDown(browser, first, '/services')
  const elsewhere = await sitDown(browser, first, '/alerts?severity=critical')
  const dialog = desk.getByRole('dialog', { name: 'Change your password' })
  const fill = async (current: string, next: string, repeated: string) => {
    await dialog.getByLabel('Current password').fill(current)
    await dialog.getByLabel('New password', { exact: true }).fill(next)
    await dialog.getByLabel('New password again').fill(repeated)
    await dialog.getByRole('button', { name: 'Change password' }).click()
  }
  const password = `a pass phrase of ${stamp}`
  await new Shell(desk).markDocument()

  await test.step('what is not right is said at its field', async () => {
    await new Shell(desk).account('Change password')
    await fill(first.password, password, 'something other than it')
    await expect(dialog).toContainText('is not the same')
    await fill('not my password', password, password)
    await expect(dialog).toContainText('is not your password')
  })

  await test.step('changed, this page goes on and the other one is sent to sign-in', async () => {
    await fill(first.password, password, password)
    await expect(dialog).toHaveCount(0)
    await expect(desk.getByText('Your password is changed', { exact: true })).toBeVisible()
    await expectSentToSignIn(elsewhere, '/alerts?severity=critical')
    await new Shell(desk).expectLive()
    await new Shell(desk).expectSameDocument()
    await desk.reload()
    await new Shell(desk).expectTitle('Services')
  })

  await test.step('the old password is refused, the new one leads back to the view', async () => {
    await new SignInPage(elsewhere).signIn(first)
    await expect(new SignInPage(elsewhere).failure).toContainText('do not match')
    await new SignInPage(elsewhere).signIn({ email, password })
    await expect(elsewhere).toHaveURL(/\/alerts\?severity=critical$/)
  })

  await test.step('signing out in one tab takes the other tabs of that browser along', async () => {
    const tab = await desk.context().newPage()
    await tab.goto('/tenants')
    await new Shell(tab).expectLive()
    await new Shell(desk).signOut()
    await expectSentToSignIn(tab, '/tenants')
  })
  await desk.context().close()
  await elsewhere.context().close()
})
