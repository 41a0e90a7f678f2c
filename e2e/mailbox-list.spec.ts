import { bulkEditListSchema } from '@/lib/mailboxes/bulk-schema'
import { mailboxPageSchema } from '@/lib/mailboxes/schema'
import { expect, test } from './fixtures'
import { holdRequests } from './hold'
import { fillTenant } from './mailboxes'
import { MailboxesPage } from './pages/mailboxes'
import { inDatabase } from './stack'

/** The lab gives this one 640 mailboxes. */
const seeded = 't2100'

test('mailboxes are searched, filtered and sorted in the address; own values are marked; rows lead to the mailbox', async ({
  page,
}) => {
  const mailboxes = new MailboxesPage(page)
  await mailboxes.open(seeded)
  await mailboxes.expectCount('640 mailboxes')

  await test.step('search as one types, by a beginning of the owner’s words and of the number', async () => {
    await mailboxes.search.pressSequentially('mar')
    await expect(page).toHaveURL(/q=mar/)
    await expect(mailboxes.table.count.first()).toHaveText(/^\d+ mailboxes match$/)
    await expect
      .poll(async () => (await mailboxes.table.column('Owner')).every((owner) => /\bmar/i.test(owner)))
      .toBe(true)
    await mailboxes.search.fill('2000')
    await expect
      .poll(async () => (await mailboxes.table.column('Number')).every((text) => text.startsWith('2000')))
      .toBe(true)
    await page.reload()
    await expect(mailboxes.search).toHaveValue('2000')
  })

  await test.step('nothing matches: one way out', async () => {
    await mailboxes.search.fill('nobody is called that')
    await expect(page.getByText('No mailbox matches')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).last().click()
    await mailboxes.expectCount('640 mailboxes')
  })

  await test.step('by what counts, own or inherited', async () => {
    await mailboxes.filter('Locale').selectOption('de-CH')
    await expect(page).toHaveURL(/locale=de-CH/)
    await expect
      .poll(async () => (await mailboxes.table.column('Locale')).every((text) => text.startsWith('de-CH')))
      .toBe(true)
    await mailboxes.filter('Locale').selectOption('')
    await mailboxes.filter('Type').selectOption('agent-group')
    await expect.poll(async () => new Set(await mailboxes.table.column('Type'))).toEqual(new Set(['Agent group']))
    await page.getByRole('button', { name: 'Clear filters' }).click()
  })

  await test.step('sorted by owner, both ways', async () => {
    await mailboxes.table.sortBy('Owner')
    await mailboxes.table.expectSorted('Owner', 'ascending')
    await mailboxes.table.sortBy('Owner')
    await expect(page).toHaveURL(/sort=-owner/)
    await expect.poll(async () => (await mailboxes.table.column('Owner'))[0]).toMatch(/^(Z|Y|X|W|V|U)/)
  })

  await test.step('scrolled to its end, page by page', async () => {
    const scroller = page.getByRole('region', { name: 'Mailboxes, rows' })
    await expect
      .poll(async () => {
        await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
        return mailboxes.table.region.locator('tr[data-index="639"]:not([data-gone])').count()
      })
      .toBe(1)
    await expect(mailboxes.table.region.locator('tr[data-index="0"]')).toHaveCount(0)
    await scroller.evaluate((element) => element.scrollTo({ top: 0 }))
    await expect(mailboxes.table.region.locator('tr[data-index="0"]:not([data-gone])')).toBeVisible()
  })

  await test.step('a row is a link', async () => {
    const number = await mailboxes.table.rows.first().locator('td[data-label="Number"]').textContent()
    await mailboxes.table.rows.first().getByRole('link').click()
    await expect(page).toHaveURL(new RegExp(`/mailboxes/${seeded}/[0-9a-f-]{36}`))
    await expect(page.getByRole('main')).toContainText(number ?? '')
  })
})

test('whoever may only look gets no boxes and no acts; everything that matches can be taken along as CSV', async ({
  page,
}) => {
  const mailboxes = new MailboxesPage(page)
  await mailboxes.open(seeded, '?type=agent-group')
  await expect(mailboxes.chooseAll).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Add mailbox' })).toHaveCount(0)
  await page.getByRole('button', { name: 'View options of Mailboxes' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^Export/ }).click()
  const file = await (await downloading).createReadStream()
  const text = (await file.toArray()).join('')
  expect(text.split('\r\n')[0]).toContain('Mailbox Number,Active Greeting Type,')
  expect(text.split('\r\n')[1]).toMatch(/^0\d{7},.*,Agent group,/)
})

test.describe('an administrator', () => {
  test.use({ role: 'administrator' })

  test('changes all that match but two, sees first what that does, and takes it back', async ({
    page,
    accounts,
    expectAccessible,
  }) => {
    await fillTenant('t2105', 3000)
    const mailboxes = new MailboxesPage(page)
    await mailboxes.open('t2105', '?type=agent')

    await test.step('all that match, across pages, with exceptions', async () => {
      await mailboxes.chooseAll.click()
      await expect(mailboxes.chosen).toContainText(/^All 2,\d{3} mailboxes that match/)
      for (const at of [0, 1]) await mailboxes.choose(mailboxes.table.rows.nth(at))
      await expect(mailboxes.chosen).toContainText('all that match but 2')
      await expectAccessible(page, 'the list with mailboxes chosen')
    })

    await test.step('a value that is none is refused at its field', async () => {
      await mailboxes.chosen.getByRole('button', { name: 'Change settings' }).click()
      await mailboxes.set('Max Message Count', '0')
      await mailboxes.dialog.getByRole('button', { name: 'Show what changes' }).click()
      await expect(mailboxes.dialog).toContainText('must be 1 or more')
      await expectAccessible(page, 'the fields of a bulk edit')
    })

    await test.step('the effect, before anything is changed', async () => {
      await mailboxes.set('Max Message Count', '33')
      await mailboxes.reset('Locale')
      await mailboxes.dialog.getByRole('button', { name: 'Show what changes' }).click()
      await expect(mailboxes.effect).toContainText(/2,\d{3}\s*change/)
      await expect(mailboxes.dialog.getByRole('table')).toContainText('Max Message Count: inherited')
      await expectAccessible(page, 'the preview of a bulk edit')
    })

    await test.step('done, with a count; the two exceptions are as they were', async () => {
      // Nobody looks until it is over: it is never seen running.
      const look = await holdRequests(
        page,
        (request) => request.method() === 'GET' && /\/bulk-edits$/.test(request.url()),
      )
      await mailboxes.dialog.getByRole('button', { name: /^Change 2,\d{3} mailboxes$/ }).click()
      const newest = async () =>
        bulkEditListSchema.parse(await accounts.api('GET', '/api/tenants/t2105/bulk-edits')).items[0]
      await expect.poll(async () => (await newest())?.state).toBe('done')
      look.letGo()
      await expect(mailboxes.bulkEdit).toHaveAttribute('data-state', 'done')
      await expect(mailboxes.bulkEdit).toContainText(/2,\d{3} mailboxes changed\./)
      await expect(mailboxes.table.cell(mailboxes.table.rows.nth(2), 'Messages')).toContainText('33')
      await expect(mailboxes.table.cell(mailboxes.table.rows.nth(0), 'Messages')).not.toContainText('33')
    })

    await test.step('undone, but for one that was changed since', async () => {
      const { items } = mailboxPageSchema.parse(
        await accounts.api('GET', '/api/tenants/t2105/mailboxes?type=agent&limit=5'),
      )
      const changed = items[3]
      await accounts.api('PATCH', `/api/tenants/t2105/mailboxes/${changed?.id}`, {
        owner: 'Renamed',
        version: changed?.version,
      })
      await mailboxes.bulkEdit.getByRole('button', { name: 'Undo' }).click()
      await expect(mailboxes.bulkEdits.locator('[data-state="done"]')).toHaveCount(2)
      await expect(mailboxes.table.cell(mailboxes.table.rows.nth(2), 'Messages')).not.toContainText('33')
      await expect(mailboxes.table.cell(mailboxes.table.rows.nth(3), 'Messages')).toContainText('33')
      await expect(mailboxes.bulkEdits).toContainText('1 left alone: it was changed after the preview')
      await expect(mailboxes.bulkEdits).toContainText(/Undone for 2,\d{3} of 2,\d{3}\./)
    })
  })

  test('a greeting without audio is refused, and says why', async ({ page }) => {
    await fillTenant('t2106', 5)
    const mailboxes = new MailboxesPage(page)
    await mailboxes.open('t2106')
    await mailboxes.chooseAll.click()
    await mailboxes.chosen.getByRole('button', { name: 'Change settings' }).click()
    await mailboxes.dialog.getByRole('combobox', { name: 'Active Greeting Type', exact: true }).selectOption('set')
    await mailboxes.dialog.getByRole('combobox', { name: 'New Active Greeting Type' }).selectOption('personal')
    await mailboxes.dialog.getByRole('button', { name: 'Show what changes' }).click()
    await expect(mailboxes.effect).toContainText('5have no audio for that greeting')
    await expect(mailboxes.dialog.getByRole('button', { name: /^Change 0 mailboxes/ })).toBeDisabled()
  })

  test('a bulk edit waits for a worker that is away, goes on when it is back, and is cancelled', async ({
    page,
    parts,
  }) => {
    await fillTenant('t2107', 60_000)
    const mailboxes = new MailboxesPage(page)
    await mailboxes.open('t2107')
    await mailboxes.chooseAll.click()
    await mailboxes.chosen.getByRole('button', { name: 'Change settings' }).click()
    await mailboxes.set('Max Message Count', '44')
    await mailboxes.dialog.getByRole('button', { name: 'Show what changes' }).click()
    await parts.stop('worker')
    await mailboxes.dialog.getByRole('button', { name: /^Change [\d,]+ mailboxes$/ }).click()
    await expect(mailboxes.bulkEdit).toContainText('Waits for the worker.')

    await test.step('taken up, stopped half-way, taken up again', async () => {
      await parts.start('worker')
      await expect(mailboxes.bulkEdit).toContainText(/[1-9][\d,]* of 60,000 · [\d,]+ per second · about/, {
        timeout: 120_000,
      })
      await parts.stop('worker')
      await expect(mailboxes.bulkEdit).toHaveAttribute('data-state', 'running')
      await page.reload()
      await expect(mailboxes.bulkEdit).toContainText(/No worker has gone on with it/)
      await parts.start('worker')
    })

    await test.step('cancelled: what was changed stays, and says how many', async () => {
      await mailboxes.bulkEdit.getByRole('button', { name: 'Cancel' }).click()
      await expect(mailboxes.bulkEdit).toHaveAttribute('data-state', 'cancelled', { timeout: 120_000 })
      await expect(mailboxes.bulkEdit).toContainText(/Cancelled after [\d,]+ of 60,000/)
    })
  })

  test('by keyboard alone: search, walk, choose, delete and restore', async ({ page }) => {
    await fillTenant('t2108', 12)
    const mailboxes = new MailboxesPage(page)
    const { keyboard } = page
    await mailboxes.open('t2108')
    await mailboxes.expectCount('12 mailboxes')
    await keyboard.press('/')
    await expect(mailboxes.search).toBeFocused()
    await mailboxes.table.rows.first().getByRole('link').focus()
    await keyboard.press('x')
    await keyboard.press('ArrowDown')
    await keyboard.press('ArrowDown')
    await expect(mailboxes.table.rows.nth(2).getByRole('link')).toBeFocused()
    await keyboard.press('x')
    await expect(mailboxes.chosen).toContainText('2 mailboxes chosen')
    await mailboxes.chosen.getByRole('button', { name: 'Delete' }).focus()
    await keyboard.press('Enter')
    await expect(mailboxes.effect).toContainText('2are deleted')
    await mailboxes.dialog.getByRole('button', { name: 'Delete 2 mailboxes' }).focus()
    await keyboard.press('Enter')
    await expect(mailboxes.bulkEdit).toHaveAttribute('data-state', 'done')
    await mailboxes.expectCount('10 mailboxes')

    await page.getByRole('checkbox', { name: 'Deleted ones' }).focus()
    await keyboard.press('Space')
    await mailboxes.expectCount('2 mailboxes')
    await mailboxes.chooseAll.focus()
    await keyboard.press('Space')
    await mailboxes.chosen.getByRole('button', { name: 'Restore' }).focus()
    await keyboard.press('Enter')
    await mailboxes.dialog.getByRole('button', { name: 'Restore 2 mailboxes' }).focus()
    await keyboard.press('Enter')
    await expect(page.getByText('No mailbox is deleted')).toBeVisible()
  })

  test('ticks end with the list that they were made in, however it is left; clearing filters does not leave it', async ({
    page,
  }) => {
    await fillTenant('t2106', 6)
    await inDatabase((client) =>
      client.query(
        "UPDATE mailboxes SET deleted_at = now() WHERE tenant_id = 't2106' AND id IN (SELECT id FROM mailboxes WHERE tenant_id = 't2106' ORDER BY number LIMIT 2)",
      ),
    )
    const mailboxes = new MailboxesPage(page)
    await mailboxes.open('t2106')
    await mailboxes.expectCount('4 mailboxes')
    // An entry of the history, as following a link makes one.
    await page.evaluate(() => window.history.pushState(null, '', '?deleted=true&type=agent,agent-group'))
    await mailboxes.expectCount('2 mailboxes match')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await mailboxes.expectCount('2 mailboxes')
    await expect(page).toHaveURL(/\?deleted=true$/)
    await mailboxes.choose(mailboxes.table.rows.first())
    await expect(mailboxes.chosen.getByRole('button', { name: 'Restore' })).toBeVisible()
    await page.goBack()
    await mailboxes.expectCount('4 mailboxes')
    await expect(mailboxes.chosen).toHaveCount(0)
    await page.goForward()
    await mailboxes.expectCount('2 mailboxes')
    await expect(mailboxes.chosen, 'nor do they come back').toHaveCount(0)
  })

  test('a tenant without mailboxes says how to get one', async ({ page }) => {
    await fillTenant('t2109', 0)
    await new MailboxesPage(page).open('t2109')
    await expect(page.getByText('No mailboxes yet')).toBeVisible()
    await page.getByRole('button', { name: 'Add mailbox' }).last().click()
    await expect(page.getByRole('dialog', { name: 'Add a mailbox' })).toBeVisible()
  })
})
