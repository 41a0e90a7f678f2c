import { expect, test } from './fixtures'
import { addMailbox, freshNumber } from './mailboxes'
import { MailboxPage } from './pages/mailbox'
import { Shell } from './pages/shell'
import { SignInPage } from './pages/sign-in'
import { firstAdministrator, inDatabase } from './stack'

const tenantId = 't2103'
test.describe('an administrator', () => {
  test.use({ role: 'administrator' })

  test('adds a mailbox; mistakes are said at their fields, a taken number names who has it', async ({
    page,
    accounts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 409/, 'the browser prints the refusal that this test provokes')
    const taken = await addMailbox(accounts, tenantId, { owner: '<b>Grace</b> & Sons' })
    const dialog = page.getByRole('dialog', { name: 'Add a mailbox' })
    const number = dialog.getByRole('textbox', { name: 'Number' })
    const add = dialog.getByRole('button', { name: 'Add mailbox' })
    await page.goto(`/mailboxes/${tenantId}`)
    await page.getByRole('button', { name: 'Add mailbox' }).click()

    await test.step('what is no number and no owner', async () => {
      for (const wrong of ['12a', '+12', '1 2', '١٢', '１２']) {
        await number.fill(wrong)
        await add.click()
        await expect(dialog).toContainText('must be 1 to 40 digits (0 to 9), nothing else')
      }
      await expect(dialog).toContainText('must name the agent or the agent group')
    })

    await test.step('a number that somebody has', async () => {
      await number.fill(taken.number)
      await dialog.getByRole('textbox', { name: 'Owner' }).fill('Ada Lovelace')
      await expect(dialog).toContainText(`${taken.number} is taken`)
      await expect(dialog).toContainText('It is the mailbox of <b>Grace</b> & Sons (Agent).')
      await add.click()
      await expect(dialog).toContainText('is taken by the mailbox of <b>Grace</b> & Sons (Agent)')
    })

    await test.step('with a setting of its own, it opens', async () => {
      const fresh = `00${freshNumber()}`
      await number.fill(fresh)
      await dialog.getByRole('button', { name: 'Choose settings, too' }).click()
      await dialog.getByRole('button', { name: 'Override Max Duration' }).click()
      await dialog.getByLabel('Max Duration', { exact: true }).fill('45')
      await add.click()
      const mailbox = new MailboxPage(page)
      await new Shell(page).expectTitle(fresh)
      await expect(mailbox.reset('Max Duration')).toBeVisible()
      await expect(mailbox.setting('Max Duration')).toHaveValue('45')
      await expect(mailbox.main).toContainText(/Last changed .* by/)
    })
  })

  test('overrides settings and resets them; the history tells each from what to what', async ({
    page,
    accounts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 400|status of 422/, 'the browser prints the refusal that this test provokes')
    const { id, number } = await addMailbox(accounts, tenantId)
    const mailbox = new MailboxPage(page)
    await mailbox.openToChange(tenantId, id)

    await test.step('everything is inherited, and from where', async () => {
      await expect(mailbox.setting('Max Message Count')).toHaveValue('100')
      await expect(mailbox.setting('Output Phone Number')).toHaveValue('System (Not Set)')
      await expect(mailbox.setting('Time Zone')).toHaveValue('America/Los_Angeles')
      await expect(mailbox.main).toContainText(/Now UTC−0[78]:00/)
      await expect(mailbox.main.getByRole('link', { name: 'SystemProfile' }).first()).toBeVisible()
    })

    await test.step('integers that are none', async () => {
      await mailbox.override('Max Message Count').click()
      for (const [wrong, sentence] of [
        ['0', 'must be 1 or more'],
        ['-4', 'must be a whole number above 0'],
        ['1.5', 'must be a whole number'],
        ['99999999999999999999', 'must be at most 2147483647'],
      ] as const) {
        await mailbox.setting('Max Message Count').fill(wrong)
        await mailbox.save()
        await expect(mailbox.main).toContainText(sentence)
      }
      await mailbox.setting('Max Message Count').fill('7')
    })

    await test.step('locale and time zone by search, saved by key', async () => {
      await mailbox.override('Locale').click()
      await mailbox.choose('Locale', 'german switz', /^German \(Switzerland\)/)
      await mailbox.override('Time Zone').click()
      await mailbox.choose('Time Zone', 'zurich', /Zurich/)
      await expect(mailbox.bar).toContainText('3 unsaved changes')
      await page.keyboard.press('Control+s')
      await mailbox.expectSaved()
      await page.reload()
      await expect(mailbox.reset('Locale')).toBeVisible()
      await expect(mailbox.setting('Max Message Count')).toHaveValue('7')
      await expect(mailbox.setting('Locale')).toContainText('de-CH')
      await expect(mailbox.main).toContainText('Inherited: en-US · English (United States)')
    })

    await test.step('a greeting without audio is refused, with the way to upload it', async () => {
      await mailbox.override('Active Greeting Type').click()
      await mailbox.setting('Active Greeting Type').selectOption('Personal')
      await mailbox.save()
      await expect(mailbox.main).toContainText('has no audio yet: Personal')
      await mailbox.main.getByRole('link', { name: 'Upload it on the Greetings tab' }).click()
      await expect(page.getByRole('tab', { name: 'Greetings' })).toHaveAttribute('aria-selected', 'true')
      await mailbox.tab('General Info')
      await expect(mailbox.setting('Active Greeting Type'), 'what was chosen waits').toHaveValue('personal')
      await mailbox.bar.getByRole('button', { name: 'Discard' }).click()
      await mailbox.expectSaved()
    })

    await test.step('reset to inherited', async () => {
      await mailbox.reset('Max Message Count').click()
      await mailbox.save()
      await mailbox.expectSaved()
      await expect(mailbox.setting('Max Message Count')).toHaveValue('100')
    })

    await test.step('the history', async () => {
      await mailbox.tab('History')
      await expect(page).toHaveURL(/tab=history/)
      await expect(mailbox.history).toHaveCount(3)
      await expect(mailbox.history.nth(0)).toContainText(/Max Message Count\s*from\s*7\s*to\s*inherited/)
      await expect(mailbox.history.nth(1)).toContainText(/Locale\s*from\s*inherited\s*to\s*de-CH/)
      await expect(mailbox.history.nth(2)).toContainText(number)
    })
  })

  test('a time zone that was abolished is said to be unknown, stays until another is chosen, and is not taken again', async ({
    page,
    accounts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 400|status of 422/, 'the browser prints the refusal that this test provokes')
    const { id } = await addMailbox(accounts, tenantId, { timeZone: 'Europe/Zurich' })
    await inDatabase((client) => client.query("UPDATE mailboxes SET time_zone = 'Europe/Atlantis' WHERE id = $1", [id]))
    const mailbox = new MailboxPage(page)
    await mailbox.openToChange(tenantId, id)
    const told = mailbox.main.getByText('Europe/Atlantis is no time zone that this console knows')
    await expect(told).toBeVisible()

    await test.step('other changes are saved beside it', async () => {
      await mailbox.owner.fill('Somebody else')
      await mailbox.save()
      await mailbox.expectSaved()
      await expect(told).toBeVisible()
    })

    await test.step('nobody can give it to a mailbox', async () => {
      const path = `/api/tenants/${tenantId}/mailboxes`
      const body = { number: freshNumber(), type: 'agent', owner: 'Ada', timeZone: 'Europe/Atlantis' }
      await expect(accounts.api('POST', path, body)).rejects.toThrow('must be an IANA time zone')
    })

    await test.step('until another is chosen', async () => {
      await mailbox.choose('Time Zone', 'Zurich', /Europe\/Zurich/)
      await mailbox.save()
      await mailbox.expectSaved()
      await expect(told).toHaveCount(0)
    })
  })

  test('two administrators at once: one wins, the other sees both versions and merges', async ({
    page,
    openAs,
    accounts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 409/, 'the browser prints the refusal that this test provokes')
    const { id } = await addMailbox(accounts, tenantId)
    const mine = new MailboxPage(page)
    const theirs = new MailboxPage(await openAs('voicemail-administrator'))
    await mine.openToChange(tenantId, id)
    await theirs.openToChange(tenantId, id)

    await theirs.owner.fill('Theirs')
    await theirs.override('Max Duration').click()
    await theirs.setting('Max Duration').fill('90')
    await theirs.save()
    await theirs.expectSaved()

    await mine.owner.fill('Mine')
    await mine.override('Max Message Count').click()
    await mine.setting('Max Message Count').fill('5')
    await mine.save()
    const panel = mine.main.getByRole('group', { name: 'Owner' })
    await expect(mine.main.getByRole('alert')).toContainText('Somebody else saved a change meanwhile')
    await expect(panel).toContainText('Theirs')
    await panel.getByRole('radio', { name: /^Yours/ }).check()
    await mine.main.getByRole('button', { name: 'Put the merged values into the form' }).click()
    await expect(mine.owner).toHaveValue('Mine')
    await expect(mine.setting('Max Duration'), 'what only the other one changed is theirs').toHaveValue('90')
    await expect(mine.setting('Max Message Count')).toHaveValue('5')
    await mine.save()
    await mine.expectSaved()
    await mine.tab('History')
    await expect(mine.history).toHaveCount(3)
    await expect(mine.history.nth(0)).toContainText(/Owner\s*from\s*Theirs\s*to\s*Mine/)
  })

  test('deletes after saying what it touches, takes it back, and restores from the deleted page', async ({
    page,
    accounts,
  }) => {
    const { id, number } = await addMailbox(accounts, tenantId)
    const mailbox = new MailboxPage(page)
    await mailbox.openToChange(tenantId, id)
    const question = page.getByRole('alertdialog')

    await mailbox.act('Delete')
    await expect(question).toContainText(`Delete mailbox ${number} of Ada Lovelace?`)
    await expect(question).toContainText('its greetings go with it')
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(mailbox.main).toContainText('This mailbox is deleted')
    await mailbox.toasts.getByRole('button', { name: 'Undo' }).click()
    await expect(mailbox.override('Locale')).toBeVisible()

    await mailbox.act('Delete')
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(mailbox.main).toContainText(/restored until 20\d\d-\d\d-\d\d/)
    await expect(mailbox.owner).not.toBeEditable()
    await page.reload()
    await mailbox.main.getByRole('button', { name: 'Restore', exact: true }).click()
    await expect(mailbox.override('Locale')).toBeVisible()
    await expect(mailbox.main).not.toContainText('This mailbox is deleted')
  })

  test('a deleted mailbox is offered when its number is typed again', async ({ page, accounts }) => {
    const { id, number } = await addMailbox(accounts, tenantId, { owner: 'Edith' })
    const mailbox = new MailboxPage(page)
    await mailbox.openToChange(tenantId, id)
    await mailbox.act('Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(mailbox.main).toContainText('This mailbox is deleted')
    await page.goto(`/mailboxes/${tenantId}?create=true`)
    const dialog = page.getByRole('dialog', { name: 'Add a mailbox' })
    await dialog.getByRole('textbox', { name: 'Number' }).fill(number)
    await expect(dialog).toContainText('It belonged to Edith')
    await dialog.getByRole('button', { name: 'Restore it' }).click()
    await new Shell(page).expectTitle(number)
    await expect(mailbox.override('Locale')).toBeVisible()
  })

  test('what was typed outlives leaving, signing out and a restart of the console', async ({
    page,
    accounts,
    parts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 401|Failed to load resource|ERR_/, 'the session ends and the console goes away')
    const { id } = await addMailbox(accounts, tenantId)
    const mailbox = new MailboxPage(page)
    await mailbox.openToChange(tenantId, id)
    await mailbox.owner.fill('Typed and not saved')

    await test.step('leaving asks first', async () => {
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Mailboxes' }).click()
      const question = page.getByRole('alertdialog')
      await expect(question).toContainText('Leave without saving?')
      await question.getByRole('button', { name: 'Cancel' }).click()
      await expect(mailbox.owner).toHaveValue('Typed and not saved')
    })

    await test.step('the session ends', async () => {
      await page.context().clearCookies()
      await mailbox.save()
      await expect(mailbox.main.getByRole('alert')).toContainText('your session has ended')
      await mailbox.main.getByRole('alert').getByRole('link', { name: 'Sign in' }).click()
      const signIn = new SignInPage(page)
      await signIn.signIn(firstAdministrator())
      await signIn.expectLeft()
      await expect(mailbox.owner).toHaveValue('Typed and not saved')
      await expect(mailbox.main).toContainText('This is what you typed before and did not save')
    })

    await test.step('the console restarts', async () => {
      await parts.stop('console')
      await mailbox.save()
      await expect(mailbox.main.getByRole('alert')).toContainText('cannot be reached')
      await expect(mailbox.owner).toHaveValue('Typed and not saved')
      await parts.start('console')
      await mailbox.save()
      await mailbox.expectSaved()
      await page.reload()
      await expect(mailbox.owner).toHaveValue('Typed and not saved')
      await expect(mailbox.main).not.toContainText('did not save')
    })
  })

  test('the palette finds it by number and by owner', async ({ page, accounts }) => {
    const { id, number } = await addMailbox(accounts, tenantId, { owner: 'Hedwig Palettenfund' })
    const mailbox = new MailboxPage(page)
    const shell = new Shell(page)
    await mailbox.openToChange(tenantId, id)
    await page.goto('/sources')
    await shell.expectLive()
    for (const words of [number, 'palettenf']) {
      await page.keyboard.press('Control+k')
      await shell.paletteInput.fill(words)
      await expect(shell.palette.getByRole('option', { name: new RegExp(number) }).first()).toBeVisible()
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await shell.paletteInput.fill(number)
    await shell.palette
      .getByRole('option', { name: new RegExp(number) })
      .first()
      .click()
    await shell.expectTitle(number)
  })
})

test('a viewer sees a mailbox and its history, and changes nothing', async ({ page, accounts }) => {
  const { id, number } = await addMailbox(accounts, tenantId)
  const mailbox = new MailboxPage(page)
  await mailbox.open(tenantId, id)
  await new Shell(page).expectTitle(number)
  await expect(mailbox.owner).toHaveValue('Ada Lovelace')
  await expect(mailbox.owner).not.toBeEditable()
  await expect(page.getByRole('button', { name: /^(Override|Reset)/ })).toHaveCount(0)
  await mailbox.tab('History')
  await expect(mailbox.history).toHaveCount(1)
  await page.goto(`/mailboxes/${tenantId}?create=true`)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Add mailbox' })).toHaveCount(0)
})

test('a mailbox that nobody knows is said not to be there', async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 404/, 'the page answers 404 on purpose, which the browser prints')
  await page.goto(`/mailboxes/${tenantId}/01a1fa73-d073-71cf-bcbc-c38e6167fc29`)
  await expect(page.getByRole('main')).toContainText('No such mailbox')
})
