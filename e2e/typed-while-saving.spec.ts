import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './fixtures'
import { holdRequests } from './hold'
import { addMailbox, freshNumber } from './mailboxes'
import { MailboxPage } from './pages/mailbox'
import { Shell } from './pages/shell'

test.use({ role: 'voicemail-administrator' })

const tenant = 't2118'

/** Holds saves at this address back. */
function holdSave(page: Page, path: string, method = 'PATCH') {
  return holdRequests(page, (request) => request.method() === method && request.url().endsWith(path))
}

test('what is typed while a mailbox is being saved stays, unsaved, and outlives a reload', async ({
  page,
  accounts,
}) => {
  const { id } = await addMailbox(accounts, tenant)
  const mailbox = new MailboxPage(page)
  await mailbox.openToChange(tenant, id)
  await mailbox.owner.fill('Sent')
  const save = await holdSave(page, `/mailboxes/${id}`)
  await mailbox.save()
  await save.arrived
  await mailbox.owner.fill('Sent, and more')
  save.letGo()
  await expect(mailbox.toasts).toContainText('Saved mailbox')
  await expect(mailbox.owner).toHaveValue('Sent, and more')
  await expect(mailbox.bar).toContainText('1 unsaved change')
  await page.reload()
  await expect(mailbox.owner).toHaveValue('Sent, and more')
  await mailbox.save()
  await mailbox.expectSaved()
  await mailbox.tab('History')
  await expect(mailbox.history.nth(0)).toContainText(/Owner\s*from\s*Sent\s*to\s*Sent, and more/)
  await expect(mailbox.history.nth(1)).toContainText(/Owner\s*from\s*Ada Lovelace\s*to\s*Sent/)
})

test('what is typed while a profile is being saved stays in the form', async ({ page, accounts }) => {
  const name = `E2e typed on ${Date.now()}`
  const { id } = z
    .object({ id: z.string() })
    .parse(await accounts.api('POST', `/api/tenants/${tenant}/voicemail-profiles`, { name }))
  await page.goto(`/voicemail-profiles/${tenant}/${id}`)
  const subject = page.getByRole('textbox', { name: 'Email Subject' })
  const submit = page.getByRole('button', { name: 'Save changes' })
  await subject.fill('First')
  const save = await holdSave(page, `/voicemail-profiles/${id}`)
  await submit.click()
  await save.arrived
  await subject.fill('First, second')
  save.letGo()
  await expect(page.getByRole('region', { name: /Notification/ })).toContainText(`Saved ${name}`)
  await expect(subject).toHaveValue('First, second')
  await expect(page.getByText('Email Subject: First → First, second')).toBeVisible()
  await submit.click()
  await expect(page.getByText('Nothing is changed yet.')).toBeVisible()
  await page.reload()
  await expect(subject).toHaveValue('First, second')
})

test('a dialog stays open with what was typed while it saved', async ({ page }) => {
  await page.goto(`/dial-plan/${tenant}?act=system`)
  const dialog = page.getByRole('dialog', { name: 'Change what mailboxes inherit' })
  const number = dialog.getByLabel('Output Phone Number')
  const sent = `8${Date.now()}`.slice(0, 8)
  await number.fill(sent)
  const save = await holdSave(page, '/voicemail-system')
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await save.arrived
  await number.fill(`${sent}77`)
  save.letGo()
  await expect(dialog).toContainText('Saved, without what you typed meanwhile')
  await expect(number).toHaveValue(`${sent}77`)
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('main').getByText(`${sent}77`).first()).toBeVisible()
})

test('what is typed while a mailbox is being added waits on its page', async ({ page }) => {
  const number = freshNumber()
  await page.goto(`/mailboxes/${tenant}?create=true`)
  const dialog = page.getByRole('dialog', { name: 'Add a mailbox' })
  await dialog.getByRole('textbox', { name: 'Number' }).fill(number)
  await dialog.getByRole('textbox', { name: 'Owner' }).fill('Sent')
  const save = await holdSave(page, `/${tenant}/mailboxes`, 'POST')
  await dialog.getByRole('button', { name: 'Add mailbox' }).click()
  await save.arrived
  await dialog.getByRole('textbox', { name: 'Owner' }).fill('Sent, and more')
  save.letGo()
  const mailbox = new MailboxPage(page)
  await new Shell(page).expectTitle(number)
  await expect(mailbox.owner).toHaveValue('Sent, and more')
  await expect(mailbox.bar).toContainText('1 unsaved change')
  await expect(mailbox.main).toContainText('This is what you typed before and did not save')
})
