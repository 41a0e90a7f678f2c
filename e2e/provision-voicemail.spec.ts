import { makeWav } from '@/lib/testing/audio'
import { expect, test } from './fixtures'
import { freshNumber } from './mailboxes'
import { ImportPage } from './pages/import'
import { MailboxPage } from './pages/mailbox'
import { Shell } from './pages/shell'
import { VoicemailHead } from './pages/voicemail-head'

// The tasks of the guide's chapter "Provision the Voicemail Service", one after the other, by somebody who has read nothing: every page is
// found by what stands on the one before.
test.use({ role: 'voicemail-administrator' })

const tenantId = 't2113'

test('an administrator provisions voicemail from nothing, by navigation alone', async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 400/, 'the browser prints the refusal of a greeting that has no audio yet')
  const shell = new Shell(page)
  const head = new VoicemailHead(page)
  const mailbox = new MailboxPage(page)
  const main = page.getByRole('main')
  const number = `0${freshNumber()}`
  const profileName = `Sales ${number}`
  await page.goto('/')

  await test.step('enabling voicemail', async () => {
    await shell.go('Mailboxes')
    await head.choose(tenantId)
    await head.off.getByRole('link', { name: 'Open its dial plan' }).click()
    await shell.expectTitle('Dial plan')
    await main.getByRole('button', { name: 'Switch voicemail on' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch on' }).click()
    await expect(main.getByRole('heading', { name: 'Voicemail is on' })).toBeVisible()
  })

  await test.step('a profile', async () => {
    await shell.go('Profiles')
    await main.getByRole('link', { name: 'Add profile' }).click()
    const form = main.getByRole('form', { name: 'New profile' })
    await form.getByLabel('Name', { exact: true }).fill(profileName)
    await form.getByLabel('Max Duration (seconds)').fill('90')
    await form.getByLabel('Max Message Count').fill('20')
    await form.getByRole('button', { name: 'Add profile' }).click()
    await expect(main).toContainText(profileName)
    await shell.go('Profiles')
    await expect(main.getByRole('row').filter({ hasText: profileName })).toBeVisible()
  })

  await test.step('a mailbox and its settings', async () => {
    await shell.go('Mailboxes')
    await expect(head.off).toHaveCount(0)
    await main.getByRole('button', { name: 'Add mailbox' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Add a mailbox' })
    await dialog.getByRole('textbox', { name: 'Number' }).fill(number)
    await dialog.getByRole('combobox', { name: 'Type' }).selectOption('Agent group')
    await dialog.getByRole('textbox', { name: 'Owner' }).fill('Sales Desk')
    await dialog.getByRole('button', { name: 'Add mailbox' }).click()
    await shell.expectTitle(number)
    await mailbox.override('Voicemail Profile').click()
    await mailbox.setting('Voicemail Profile').selectOption(profileName)
    await expect(mailbox.setting('Max Duration'), 'what the profile gives, before saving').toHaveValue('90 s')
    await mailbox.override('Max Message Count').click()
    await mailbox.setting('Max Message Count').fill('50')
    await mailbox.override('Output Phone Number').click()
    await mailbox.setting('Output Phone Number').fill('+14155550100')
    await mailbox.override('Locale').click()
    await mailbox.choose('Locale', 'german switz', /^German \(Switzerland\)/)
    await mailbox.override('Time Zone').click()
    await mailbox.choose('Time Zone', 'zurich', /Zurich/)
    await mailbox.save()
    await mailbox.expectSaved()
    await expect(main.getByRole('link', { name: profileName }).first()).toBeVisible()
  })

  await test.step('a greeting: refused without audio, uploaded, made active', async () => {
    await mailbox.override('Active Greeting Type').click()
    await mailbox.setting('Active Greeting Type').selectOption('Personal')
    await mailbox.save()
    await main.getByRole('link', { name: 'Upload it on the Greetings tab' }).click()
    await main.getByLabel('File for the Personal greeting').setInputFiles({
      name: 'greeting.wav',
      mimeType: 'audio/wav',
      buffer: makeWav({ seconds: 2 }),
    })
    await expect(main.getByRole('button', { name: 'Make active: the Personal greeting' })).toBeVisible()
    await mailbox.tab('General Info')
    await expect(mailbox.setting('Active Greeting Type'), 'what was chosen has waited').toHaveValue('personal')
    await mailbox.save()
    await mailbox.expectSaved()
    await mailbox.tab('Greetings')
    await expect(main).toContainText('Active: callers hear this')
  })

  await test.step('found again in the list, with what was done to it', async () => {
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Mailboxes' }).click()
    await shell.expectTitle('Mailboxes')
    await main.getByRole('searchbox').first().fill(number)
    await main.getByRole('row').getByRole('link', { name: number, exact: true }).click()
    await shell.expectTitle(number)
    await expect(mailbox.reset('Locale')).toBeVisible()
    await mailbox.tab('History')
    await expect(mailbox.history.first()).toContainText(/Active Greeting Type\s*from\s*inherited\s*to\s*Personal/)
    await expect(mailbox.history.last()).toContainText('Sales Desk')
  })

  await test.step('many at once, from a file: one that is as it is, two that are new', async () => {
    const header =
      'Mailbox Number,Active Greeting Type,Output Phone Number,Locale,Time Zone,Max Message Count,Max Duration,Voicemail Profile,Owner'
    const rows = [
      `${number},,,de-CH,,50,,,`,
      `${number}1,Standard,+14155550101,fr-CH,Europe/Zurich,10,60,${profileName},Ada Lovelace`,
      `${number}2,,,,,,,${profileName},Grace Hopper`,
    ]
    const file = { name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from([header, ...rows, ''].join('\r\n')) }
    await shell.go('Imports')
    await main.getByRole('link', { name: 'Import a file' }).first().click()
    await main.locator('input[type=file]').setInputFiles(file)
    await main.getByRole('button', { name: 'Upload and check' }).click()
    const view = new ImportPage(page)
    await view.expectState('checked')
    await view.expectPart('create', 2, 'to create')
    await view.expectPart('unchanged', 1, 'unchanged')
    await view.button('Apply the good rows (2)').click()
    await view.answer('Apply 2 rows')
    await view.expectState('done')
    await main.getByRole('link', { name: `${number}1`, exact: true }).click()
    await shell.expectTitle(`${number}1`)
    await expect(mailbox.setting('Max Duration')).toHaveValue('60')
    await expect(mailbox.setting('Voicemail Profile').locator('option:checked')).toHaveText(profileName)
  })
})
