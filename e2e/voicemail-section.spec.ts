import { expect, test } from './fixtures'
import { Shell } from './pages/shell'
import { VoicemailHead } from './pages/voicemail-head'

const sections = [
  ['Mailboxes', 'mailboxes'],
  ['Profiles', 'voicemail-profiles'],
  ['Dial plan', 'dial-plan'],
  ['Imports', 'imports'],
] as const

test('the voicemail pages open for the first tenant, and then for the one chosen last', async ({ page }) => {
  const shell = new Shell(page)
  const head = new VoicemailHead(page)
  await page.goto('/')

  await test.step('the first tenant, when none was looked at', async () => {
    await shell.go('Mailboxes')
    await expect(page).toHaveURL(/\/mailboxes\/t2100$/)
  })

  await test.step('another one, found by typing, in the same section', async () => {
    await shell.go('Dial plan')
    await head.choose('t2107')
    await expect(page).toHaveURL(/\/dial-plan\/t2107$/)
    await expect(head.picker).toContainText('t2107')
  })

  for (const [title, section] of sections) {
    await test.step(`${title} opens for it, also anew`, async () => {
      await shell.go(title)
      await expect(page).toHaveURL(new RegExp(`/${section}/t2107$`))
      await page.goto(`/${section}`)
      await expect(page).toHaveURL(new RegExp(`/${section}/t2107$`))
      await shell.expectTitle(title)
    })
  }

  await test.step('a tenant that is gone is not', async () => {
    const { hostname } = new URL(page.url())
    await page
      .context()
      .addCookies([{ name: 'patchboard-voicemail-tenant', value: 'gone', domain: hostname, path: '/' }])
    await page.goto('/mailboxes')
    await expect(page).toHaveURL(/\/mailboxes\/t2100$/)
  })
})

test('the picker is used by keyboard, says what it finds, and leaves the page alone when closed', async ({ page }) => {
  const head = new VoicemailHead(page)
  await page.goto('/mailboxes/t2100')
  await head.picker.focus()
  await page.keyboard.press('Enter')
  await expect(head.search).toBeFocused()
  await page.keyboard.type('no such tenant')
  await expect(page.getByText('No tenant has these words in its name or id.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(head.picker).toBeFocused()
  await expect(page).toHaveURL(/\/mailboxes\/t2100$/)
  await page.keyboard.press('Enter')
  await expect(head.search).toBeFocused()
  await page.keyboard.type('t2103')
  await expect(head.found).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/mailboxes\/t2103$/)
})

test('a tenant without voicemail says so and leads to its dial plan; a tenant leads to its mailboxes', async ({
  page,
}) => {
  const head = new VoicemailHead(page)
  await page.goto('/tenants/t2104')
  await page.getByRole('main').getByRole('link', { name: 'Mailboxes' }).click()
  await expect(page).toHaveURL(/\/mailboxes\/t2104$/)
  await expect(head.off).toBeVisible()
  await head.off.getByRole('link', { name: 'Open its dial plan' }).click()
  await new Shell(page).expectTitle('Dial plan')
})
