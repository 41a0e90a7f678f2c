import { z } from 'zod'
import type { Accounts } from './accounts'
import { expect, test } from './fixtures'
import { receivedMail } from './mail'
import { addMailbox } from './mailboxes'
import { Shell } from './pages/shell'
import { VoicemailHead } from './pages/voicemail-head'
import { ProfilesPage } from './pages/voicemail-profiles'

test.use({ role: 'voicemail-administrator' })

const tenant = 't2116'
const freshName = (what: string) => `E2e ${what} ${Date.now()}`
const profileSchema = z.object({ id: z.string(), version: z.number() })

async function addProfile(accounts: Accounts, name: string, more: object = {}) {
  return profileSchema.parse(await accounts.api('POST', `/api/tenants/${tenant}/voicemail-profiles`, { name, ...more }))
}

test('voicemail is switched on and off, each time said what it affects, and the page keeps what was done', async ({
  page,
  accounts,
}) => {
  const head = new VoicemailHead(page)
  const own = 't2117'
  const main = page.getByRole('main')
  const confirm = page.getByRole('alertdialog')
  await addMailbox(accounts, own)
  const { voicemailEnabled, version } = z
    .object({ voicemailEnabled: z.boolean(), version: z.number() })
    .parse(await accounts.api('GET', `/api/tenants/${own}/dial-plan`))
  if (voicemailEnabled) {
    await accounts.api('PATCH', `/api/tenants/${own}/dial-plan`, { voicemailEnabled: false, version })
  }

  await page.goto(`/mailboxes/${own}`)
  await head.off.getByRole('link', { name: 'Open its dial plan' }).click()
  await main.getByRole('button', { name: 'Switch voicemail on' }).click()
  await expect(confirm).toContainText(/Callers can leave messages in \d+ mailbox(es)? of tenant t2117/)
  await confirm.getByRole('button', { name: 'Switch on' }).click()
  await expect(main.getByRole('heading', { name: 'Voicemail is on' })).toBeVisible()
  await expect(main.getByText('Voicemail_enabled: false → true').first()).toBeVisible()
  await page.goto(`/mailboxes/${own}`)
  await new Shell(page).expectTitle('Mailboxes')
  await expect(head.off).toHaveCount(0)

  await page.goto(`/dial-plan/${own}`)
  await main.getByRole('button', { name: 'Switch voicemail off' }).click()
  await expect(confirm).toContainText('Mailboxes, profiles and greetings stay as they are')
  await confirm.getByRole('button', { name: 'Switch off' }).click()
  await expect(main.getByRole('heading', { name: 'Voicemail is off' })).toBeVisible()

  await page.goto(`/dial-plan/${own}?act=off`)
  await expect(confirm).toContainText('It is already off: nothing will change.')
  await confirm.getByRole('button', { name: 'Switch off' }).click()
  await expect(page.getByText('Voicemail was off already').first()).toBeVisible()
})

test('what mailboxes inherit is changed after saying how many follow; two people who change it meet', async ({
  page,
  accounts,
  openAs,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 409/, 'the browser prints the conflict')
  await addMailbox(accounts, tenant)
  const dialog = page.getByRole('dialog', { name: 'Change what mailboxes inherit' })
  const main = page.getByRole('main')
  await page.goto(`/dial-plan/${tenant}`)
  await main.getByRole('button', { name: 'Change what mailboxes inherit' }).click()
  await dialog.getByLabel('Time Zone').fill('Mars/Olympus')
  await dialog.getByLabel('Locale').fill('xx-YY')
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog.getByText('must be an IANA time zone, such as America/Los_Angeles')).toBeVisible()
  await expect(dialog.getByText('must be a locale of CLDR, such as en-US or de-CH')).toBeVisible()
  const zone = `Etc/GMT+${1 + (Date.now() % 12)}`
  await dialog.getByLabel('Time Zone').fill(zone)
  await dialog.getByLabel('Locale').fill('de_ch')
  await expect(
    dialog.getByText(new RegExp(`Time Zone: .* → ${zone.replace('+', '\\+')} for \\d+ mailbox`)),
  ).toBeVisible()

  const other = await openAs('administrator')
  const otherDialog = other.getByRole('dialog', { name: 'Change what mailboxes inherit' })
  await other.goto(`/dial-plan/${tenant}?act=system`)
  await otherDialog.getByLabel('Locale').fill(`fr-C${Date.now() % 2 ? 'A' : 'H'}`)
  await otherDialog.getByLabel('Output Phone Number').fill(`555${Date.now()}`)
  await otherDialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(otherDialog).toHaveCount(0)

  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog.getByText('Somebody else saved a change meanwhile')).toBeVisible()
  await dialog.getByRole('radio', { name: /^Yours: de_ch/ }).check()
  await dialog.getByRole('button', { name: 'Put the merged values into the form' }).click()
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(main.getByText('de-CH', { exact: true }).first()).toBeVisible()
  await expect(main.getByText(zone, { exact: true }).first()).toBeVisible()
})

test('a profile is written with tokens, tried, saved, copied, changed with its effect, and deleted with a replacement', async ({
  page,
  accounts,
}) => {
  const profiles = new ProfilesPage(page)
  const name = freshName('Sales')

  await test.step('the message is written with tokens from the menu, and previewed', async () => {
    await profiles.open(tenant)
    await profiles.add.click()
    await profiles.name.fill(name)
    await profiles.subject.fill('Call from ')
    await profiles.insert('Email Subject', 'CallerID')
    await expect(profiles.subject).toHaveValue('Call from <CallerID>')
    await expect(profiles.subject).toBeFocused()
    await page.keyboard.type('!')
    await expect(profiles.subject).toHaveValue('Call from <CallerID>!')
    await profiles.body.fill('<b>Hi</b>\nListen at ')
    await profiles.insert('Email Body', 'VoicemailAccessURL')
    await expect(profiles.preview).toContainText('Call from +1 650 555 0142!')
    await expect(profiles.preview).toContainText('<b>Hi</b>')
    await expect(profiles.preview).toContainText('https://voicemail.example.org/m/31415')
    await profiles.notification.check()
    await profiles.save()
    await expect(profiles.from, 'notification needs a sender').toBeFocused()
    await profiles.from.fill('voicemail@example.org')
  })

  await test.step('a test goes to a real relay, as plain text', async () => {
    const to = `e2e-${Date.now()}@example.org`
    await profiles.preview.getByRole('button', { name: 'Send a test' }).click()
    await profiles.test.getByLabel('Send it to').fill(to)
    await profiles.test.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByText(`Sent to ${to}`).first()).toBeVisible()
    const mail = receivedMail().find((message) => message.includes(`To: ${to}`))
    expect(mail).toContain('Subject: Call from +1 650 555 0142!')
    expect(mail).toContain('Content-Type: text/plain')
    expect(mail).toContain('<b>Hi</b>')
  })

  await test.step('it is saved and found', async () => {
    await profiles.save()
    await new Shell(page).expectTitle('Profiles')
    await profiles.search.fill(name)
    await expect(profiles.table.rows).toHaveCount(1)
  })

  const { items } = z
    .object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
    .parse(await accounts.api('GET', `/api/tenants/${tenant}/voicemail-profiles`))
  const profileId = items.find((item) => item.name === name)?.id
  await addMailbox(accounts, tenant, { profileId })
  await addMailbox(accounts, tenant, { profileId, maxMessageCount: 7 })

  await test.step('a change says for how many mailboxes: those with a value of their own do not follow', async () => {
    await profiles.table.row(name).getByRole('link').first().click()
    await new Shell(page).expectTitle(name)
    await profiles.maxMessages.fill('50')
    await profiles.maxDuration.fill('45')
    await expect(profiles.effect).toContainText('Max Message Count: 100 → 50 for 1 mailbox')
    await expect(profiles.effect).toContainText('Max Duration: 30 s → 45 s for 2 mailboxes')
    await profiles.save()
    await expect(page.getByText(`Saved ${name}`).first()).toBeVisible()
    await expect(profiles.effect).toHaveCount(0)
  })

  await test.step('a copy starts with its options', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Copy' }).click()
    await expect(profiles.name).toHaveValue(`Copy of ${name}`)
    await expect(profiles.maxMessages).toHaveValue('50')
    await profiles.save()
    await new Shell(page).expectTitle('Profiles')
  })

  await test.step('the one in use goes only with a replacement', async () => {
    await profiles.search.fill(name)
    await expect(profiles.table.rows).toHaveCount(2)
    await profiles.act(name, 'Delete')
    await expect(profiles.deletion).toContainText('2 mailboxes use it')
    await profiles.deletion.getByRole('button', { name: 'Delete' }).click()
    await expect(profiles.deletion.getByText('must be chosen')).toBeVisible()
    await profiles.deletion.getByLabel('Its mailboxes get').selectOption({ label: `Copy of ${name}` })
    await expect(profiles.deletion).toContainText(`2 mailboxes will follow Copy of ${name}`)
    await profiles.deletion.getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText(`2 mailboxes get Copy of ${name}.`).first()).toBeVisible()
    await expect(profiles.table.rows).toHaveCount(1)
    await expect(profiles.table.cell(profiles.table.rows.first(), 'Mailboxes')).toContainText('2')
  })
})

test('unknown tokens and numbers that are none are refused where they stand', async ({ page }) => {
  const profiles = new ProfilesPage(page)
  await profiles.open(tenant, '/new')
  await profiles.name.fill(freshName('Refused'))

  await profiles.body.fill('Hi <callerid>, from <Nobody>')
  await expect(page.getByText(/<callerid> at character 4 is no token; did you mean <CallerID>\?/)).toBeVisible()
  await expect(page.getByText(/<Nobody> at character 21 is no token/)).toBeVisible()
  await profiles.save()
  await expect(profiles.body).toBeFocused()
  await page.getByRole('button', { name: 'Use <CallerID>' }).click()
  await expect(profiles.body).toHaveValue('Hi <CallerID>, from <Nobody>')
  await page.getByRole('button', { name: 'Select <Nobody>' }).click()
  await page.keyboard.type('us')
  await expect(profiles.body).toHaveValue('Hi <CallerID>, from us')
  await expect(profiles.body).not.toHaveAttribute('aria-invalid')

  for (const [typed, sentence] of [
    ['12a', 'must be a whole number above 0'],
    ['-1', 'must be a whole number above 0'],
    ['1.5', 'must be a whole number above 0'],
    ['１２', 'must be a whole number above 0'],
    ['0', 'must be 1 or more'],
    ['99999999999999999999', 'must be at most 2147483647'],
  ] as const) {
    await profiles.maxDuration.fill(typed)
    await profiles.save()
    await expect(page.getByText(sentence), typed).toBeVisible()
    await expect(profiles.maxDuration).toHaveAttribute('aria-invalid', 'true')
  }
})

test('a profile that is deleted while its form is open loses nothing that was typed', async ({
  page,
  accounts,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 404/, 'the browser prints that it is gone')
  const profiles = new ProfilesPage(page)
  const name = freshName('Gone')
  const { id } = await addProfile(accounts, name)
  await profiles.open(tenant, `/${id}`)
  await profiles.maxMessages.fill('77')
  await accounts.api('DELETE', `/api/tenants/${tenant}/voicemail-profiles/${id}`, undefined, { 'if-match': '"1"' })
  await profiles.save()
  await expect(profiles.failure).toContainText('Not saved: it is no longer there')
  await expect(profiles.maxMessages).toHaveValue('77')
  await page.getByRole('button', { name: 'Save it as a new profile' }).click()
  await expect(page.getByText(`Saved ${name}`).first()).toBeVisible()
  await expect(page).not.toHaveURL(new RegExp(id))
  await new Shell(page).expectTitle(name)
  await expect(profiles.maxMessages).toHaveValue('77')
})

test('a form that nobody typed into follows what others save; two who typed meet, and merge', async ({
  page,
  accounts,
  openAs,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 409/, 'the browser prints the conflict')
  const { id } = await addProfile(accounts, freshName('Shared'))
  const mine = new ProfilesPage(page)
  await mine.open(tenant, `/${id}`)
  const theirs = new ProfilesPage(await openAs('administrator'))
  await theirs.open(tenant, `/${id}`)
  await theirs.maxDuration.fill('45')
  await theirs.save()
  await expect(mine.maxDuration, 'untouched, it follows').toHaveValue('45')

  await mine.maxMessages.fill('77')
  await theirs.maxMessages.fill('88')
  await theirs.maxDuration.fill('50')
  await theirs.save()
  await expect(theirs.page.getByText(/^Saved E2e Shared/).last()).toBeVisible()
  await mine.save()
  await expect(mine.failure).toContainText('Somebody else saved a change meanwhile')
  await page.getByRole('radio', { name: /^Yours: 77/ }).check()
  await page.getByRole('button', { name: 'Put the merged values into the form' }).click()
  await expect(mine.maxDuration, 'what only the other one changed is theirs').toHaveValue('50')
  await mine.save()
  await expect
    .poll(() => accounts.api('GET', `/api/tenants/${tenant}/voicemail-profiles/${id}`))
    .toMatchObject({ maxMessageCount: 77, maxDurationSeconds: 50 })
})

test('the settings of a dial plan are kept as typed; two people who change them meet', async ({
  page,
  accounts,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 409/, 'the browser prints the conflict')
  const stamp = String(Date.now())
  const dialog = page.getByRole('dialog', { name: 'Change the settings of the dial plan' })
  await page.goto(`/dial-plan/${tenant}?act=settings`)
  await dialog.getByLabel('Calling_profile', { exact: true }).fill(`  Mine ${stamp} `)
  await dialog.getByLabel('Switch_name', { exact: true }).fill(`Mine ${stamp}`)
  const { version } = profileSchema
    .omit({ id: true })
    .parse(await accounts.api('GET', `/api/tenants/${tenant}/dial-plan`))
  const theirs = { callingProfile: `Theirs ${stamp}`, routelistList: `Theirs ${stamp}`, version }
  await accounts.api('PATCH', `/api/tenants/${tenant}/dial-plan`, theirs)
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toContainText('Somebody else saved a change meanwhile')
  await dialog.getByRole('radio', { name: /^Yours/ }).check()
  await dialog.getByRole('button', { name: 'Put the merged values into the form' }).click()
  await expect(dialog.getByLabel('Routelist_list', { exact: true })).toHaveValue(`Theirs ${stamp}`)
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await accounts.api('GET', `/api/tenants/${tenant}/dial-plan`)).toMatchObject({
    callingProfile: `Mine ${stamp}`,
    routelistList: `Theirs ${stamp}`,
    switchName: `Mine ${stamp}`,
  })
})

test('markup in names is text', async ({ page, accounts }) => {
  const name = `<img src=x onerror=alert(1)> ${Date.now()}`
  const { id } = await addProfile(accounts, name)
  const profiles = new ProfilesPage(page)
  await profiles.open(tenant)
  await expect(profiles.table.row(name)).toHaveCount(1)
  await profiles.open(tenant, `/${id}`)
  await new Shell(page).expectTitle(name)
})

test.describe('somebody who may only look', () => {
  test.use({ role: 'viewer' })

  test('reads profiles and dial plan, and finds no act there', async ({ page }) => {
    const profiles = new ProfilesPage(page)
    const main = page.getByRole('main')
    await profiles.open(tenant)
    await expect(profiles.add).toHaveCount(0)
    await profiles.table.row('SystemProfile').getByRole('link').first().click()
    await new Shell(page).expectTitle('SystemProfile')
    await expect(main.getByText('Changing them needs another role')).toBeVisible()
    await expect(main.getByRole('form')).toHaveCount(0)
    await page.goto(`/voicemail-profiles/${tenant}/new`)
    await expect(main).toContainText('Your roles do not open this page')
    await page.goto(`/dial-plan/${tenant}`)
    await expect(main.getByRole('button', { name: /^(Change|Switch)/ })).toHaveCount(0)
  })
})
