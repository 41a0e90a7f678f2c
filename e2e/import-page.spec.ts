import { expect, test } from './fixtures'
import { addMailbox, fillTenant } from './mailboxes'
import { ImportPage } from './pages/import'
import { actOnImport, checkedImport, csvOf, newMailboxes, readImport, sendFile, untilImportIs } from './sent-imports'
import { inDatabase } from './stack'

const tenant = 't2110'

test.use({ role: 'administrator' })

/** Four mailboxes to work on, and thirty others, so that four are few. */
async function fourMailboxes(accounts: Parameters<typeof addMailbox>[0], others = 30) {
  await fillTenant(tenant, others)
  return [
    await addMailbox(accounts, tenant, { number: '7001' }),
    await addMailbox(accounts, tenant, { number: '7002' }),
    await addMailbox(accounts, tenant, { number: '7003', locale: 'de-CH' }),
    await addMailbox(accounts, tenant, { number: '7004' }),
  ] as const
}

const everything = csvOf(
  '7001,,fr-FR,,,', // 1 changed
  '7002,,/d,25,,', // 2 changed
  '7003,,de-CH,,,', // 3 unchanged
  '7004,,,,delete,', // 4 deleted
  '7101,New One,,,,', // 5 created
  '0042,New Two,es-ES,7,,', // 6 created
  '7103,Bad Locale,xx-99,,,', // 7 refused
  '<b>7104</b>,Markup,,,,', // 8 refused
  '71\u202e05,Turned,,,,', // 9 refused
  '7101,Again,,,,', // 10 refused
  '7106,Lost,xx-99,many,,', // 11 refused, twice
  '7108,Nowhere,,,,Nobody’s profile', // 12 refused
)

test('a file with rows of every kind is looked at, applied, mended and sent again', async ({ page, accounts }) => {
  await fourMailboxes(accounts)
  const one = await checkedImport(accounts, tenant, everything, 'every kind.csv')
  const view = new ImportPage(page)
  await view.open(tenant, one.id)

  await test.step('what the check found adds up to the rows of the file', async () => {
    await view.expectState('checked')
    for (const [part, text] of [
      ['create', /^2to create/],
      ['change', /^2to change/],
      ['unchanged', /^1unchanged/],
      ['delete', /^1to delete/],
      ['refused', /^6refused/],
    ] as const) {
      await expect(view.part(part)).toHaveText(text)
    }
    await expect(view.main).toContainText('= 12 rows of the file')
    await expect(view.main.getByRole('heading', { level: 1 })).toHaveText('every kind.csv')
    await expect(view.main).toContainText('UTF-8, comma')
    await expect(view.main.getByRole('listitem').filter({ hasText: 'Confirm' })).toHaveAttribute('aria-current', 'step')
  })

  await test.step('each part of the rows says what changes, from what to what', async () => {
    await expect(view.row).toHaveCount(12)
    await view.tab('Change').click()
    await expect(page).toHaveURL(/rows=change/)
    await expect(view.row).toHaveCount(2)
    await expect(view.rowOf(1)).toContainText(/Locale:\s*inherited.*fr-FR/)
    await expect(view.rowOf(2)).toContainText(/Max Message Count:\s*inherited.*25/)
    await expect(view.rowOf(1).getByRole('link', { name: '7001' })).toHaveAttribute('href', /\/mailboxes\/t2110\//)
    await view.tab('Delete').click()
    await expect(view.row).toHaveCount(1)
    await view.tab('Create').click()
    await expect(view.rowOf(6)).toContainText(/0042.*Max Message Count:\s*7/)
  })

  await test.step('refusals name column, value, sentence and code; nothing in a value is run, turned or hidden', async () => {
    await view.part('refused').getByRole('button').click()
    await expect(page).toHaveURL(/rows=refused/)
    await expect(view.row).toHaveCount(6)
    await expect(view.rowOf(7)).toContainText(/Locale\s*xx-99\s*There is no such locale.*locale-unknown/)
    await expect(view.rowOf(8)).toContainText(/Mailbox Number\s*<b>7104<\/b>\s.*number-invalid/)
    await expect(view.rowOf(9)).toContainText('71right-to-left override05')
    await expect(view.rowOf(9)).toContainText('direction-override')
    await expect(view.rowOf(10)).toContainText('duplicate-in-file')
    await expect(view.rowOf(11)).toContainText('message-count-invalid')
    await expect(view.rowOf(11)).toContainText('locale-unknown')
    await expect(view.rowOf(12)).toContainText(/Voicemail Profile\s*Nobody’s profile\s.*profile-unknown/)
    await page.reload()
    await expect(view.row).toHaveCount(6)
  })

  await test.step('all or nothing is refused before it is tried; the good rows are applied', async () => {
    await expect(view.button('All or nothing')).toBeDisabled()
    await expect(view.main).toContainText('All or nothing would be nothing: 6 rows are refused.')
    await view.button('Apply the good rows (5)').click()
    await expect(view.dialog).toContainText('It creates 2 mailboxes and changes 2 mailboxes.')
    await expect(view.dialog).toContainText('It deletes 1 mailbox, which can be restored for 30 days.')
    await view.answer('Apply 5 rows')
    await view.expectState('done')
    await expect(view.part('applied')).toHaveText('5applied')
    await expect(view.part('refused')).toHaveText(/^6refused/)
    await expect(view.part('unchanged')).toHaveText(/^1unchanged/)
    await view.tab('All').click()
    await expect(view.rowOf(1)).toContainText('Applied')
    await expect(view.button('Undo')).toBeVisible()
    await expect(view.main).toContainText('30 days left')
    await expect(view.main.getByRole('link', { name: 'Audit entries' })).toHaveAttribute(
      'href',
      `/audit?requestId=${one.id}`,
    )
  })

  await test.step('the refused rows come as a file, which is mended and sent again', async () => {
    const downloading = page.waitForEvent('download')
    await view.main.getByRole('link', { name: 'Refused rows (6)' }).click()
    const text = (await (await (await downloading).createReadStream()).toArray()).join('')
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(7)
    expect(lines[1]).toContain('locale-unknown')
    const mended = text
      .replace('xx-99', 'it-IT')
      .replace('<b>7104</b>', '7104')
      .replace('71\u202e05', '7105')
      .replace('7101,Again', '7107,Again')
      .replace('xx-99,many', 'pt-BR,9')
      .replace('Nobody’s profile', '')
    const again = await checkedImport(accounts, tenant, mended, 'mended.csv')
    expect(again.counts).toEqual({ create: 6 })
    await view.open(tenant, again.id)
    await view.button('All or nothing').click()
    await view.answer('Apply 6 rows')
    await view.expectState('done')
    await expect(view.part('applied')).toHaveText('6applied')
    await expect(view.part('refused')).toHaveText(/^0refused/)
  })
})

test('what would change most of a tenant needs a word of its own', async ({ page, accounts }) => {
  await fourMailboxes(accounts, 0)
  const rows = csvOf('7001,,fr-FR,,,', '7002,,fr-FR,,,', '7004,,,,delete,')
  const { id, checkedAt } = await checkedImport(accounts, tenant, rows)
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await expect(view.main).toContainText('This would change 75 % of the tenant’s 4 mailboxes.')
  await view.button('Apply the good rows (3)').click()
  const apply = view.dialog.getByRole('button', { name: 'Apply 3 rows' })
  await expect(apply).toBeDisabled()
  await view.dialog.getByRole('checkbox', { name: 'Yes, change 3 of the mailboxes of t2110' }).check()
  const confirmed = page.waitForRequest('**/confirm')
  await apply.click()
  expect((await confirmed).postDataJSON(), 'the check whose counts were shown').toMatchObject({ checkedAt })
  await view.expectState('done')

  await test.step('the same file again says so before it is applied', async () => {
    const again = await checkedImport(accounts, tenant, rows)
    await view.open(tenant, again.id)
    const notice = view.main.getByRole('status').filter({ hasText: 'This very file was sent before' })
    await expect(notice).toContainText(/By .+: Applied\./)
    await expect(notice.getByRole('link', { name: 'Open the earlier import' })).toHaveAttribute('href', new RegExp(id))
  })
})

test('an act that comes too late is refused in the console’s words, and the page shows how it stands', async ({
  page,
  accounts,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 409/, 'the console refuses, which the browser prints')
  await fourMailboxes(accounts)
  const { id } = await checkedImport(accounts, tenant, csvOf('7001,,fr-FR,,,'))
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await view.button('Apply the good rows (1)').click()
  await actOnImport(accounts, tenant, id, 'cancel', { keep: true })
  await view.answer('Apply 1 row')
  await expect(view.dialog.or(view.main).getByRole('alert').first()).toContainText(
    'This import cannot be applied: its state is cancelled.',
  )
  await view.expectState('cancelled')
})

test('what changed between check and apply is a conflict; an undo keeps back what changed since, to be decided on', async ({
  page,
  accounts,
}) => {
  const [first, second, third] = await fourMailboxes(accounts)
  const mailboxPath = (id: string) => `/api/tenants/${tenant}/mailboxes/${id}`
  const rows = csvOf('7001,,fr-FR,,,', '7002,,fr-FR,,,', '7003,,fr-FR,,,', '7009,New,,,,')
  const { id } = await checkedImport(accounts, tenant, rows)
  await accounts.api('PATCH', mailboxPath(first.id), { maxMessageCount: 3, version: first.version })
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await view.button('Apply the good rows (4)').click()
  await view.answer('Apply 4 rows')

  await test.step('the conflict is listed with its code and sentence', async () => {
    await view.expectState('done')
    await expect(view.part('applied')).toHaveText('3applied')
    await expect(view.part('conflict')).toHaveText(/^1conflict\b/)
    await view.tab('Conflicts').click()
    await expect(view.row).toHaveCount(1)
    await expect(view.rowOf(1)).toContainText('Somebody changed the mailbox after the check. changed-since-check')
    await expect(view.main.getByRole('link', { name: 'Refused rows (1)' })).toBeVisible()
  })

  await test.step('undone, but for what somebody changed since', async () => {
    for (const one of [second, third]) {
      // The import made a version of its own.
      await accounts.api('PATCH', mailboxPath(one.id), { maxMessageCount: 3, version: one.version + 1 })
    }
    await view.button('Undo').click()
    await expect(view.dialog).toContainText('It takes back 3 rows')
    await view.answer('Undo the import')
    await view.expectState('undone')
    await expect(view.main).toContainText('2 rows were kept back')
    await expect(view.part('reverted')).toHaveText('1taken back')
    await view.button('Show them').click()
    await expect(page).toHaveURL(/rows=kept/)
    await expect(view.row).toHaveCount(2)
    await expect(view.rowOf(2)).toContainText('Somebody changed the mailbox after the import. changed-since-import')
  })

  await test.step('while an undo is broken off half-way nothing is decided: it goes on first', async () => {
    await inDatabase((client) => client.query("UPDATE mailbox_imports SET state = 'failed' WHERE id = $1", [id]))
    await page.reload()
    await expect(view.main).toContainText('1 of 3 rows are taken back so far. “Try again” goes on taking back.')
    await expect(view.row).toHaveCount(2)
    await expect(view.button(/back anyway/)).toHaveCount(0)
    await expect(view.button('Undo')).toHaveCount(0)
    await view.button('Try again').click()
    await view.expectState('undone')
  })

  await test.step('one of them is taken back anyway, then the other', async () => {
    await view.rowOf(2).getByRole('button', { name: 'Take back anyway' }).click()
    await expect(view.dialog).toContainText('Mailbox 7002 gets back what it had before the import')
    await view.answer('Take back anyway')
    await expect(view.main).toContainText('1 row was kept back')
    await expect(view.row).toHaveCount(1)
    await expect(view.rowOf(3)).toBeVisible()
    await view.button('Take all back anyway').click()
    await view.answer('Take back anyway')
    await expect(view.part('reverted')).toHaveText('3taken back')
    await view.expectState('undone')
    const after = (await accounts.api('GET', mailboxPath(third.id))) as { locale: string | null }
    expect(after.locale).toBe('de-CH')
  })
})

test('a long import is paused, goes on, is cancelled and taken back; another of the tenant waits for it', async ({
  page,
  accounts,
}) => {
  await fillTenant(tenant)
  const { id } = await checkedImport(accounts, tenant, newMailboxes(150_000), 'long.csv')
  const second = await checkedImport(accounts, tenant, csvOf('7001,Ada,,,,'), 'short.csv')
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await view.button('Apply the good rows (150,000)').click()
  await view.answer('Apply 150,000 rows')
  await view.button('Pause').click()
  await view.expectState('paused')
  const paused = await readImport(accounts, tenant, id)
  expect(paused.results.applied ?? 0).toBeLessThan(150_000)
  await expect(view.progress).toContainText(/^[\d,]+ of 150,000 rows$/)

  await test.step('the other one waits, and says for what', async () => {
    await actOnImport(accounts, tenant, second.id, 'confirm', { mode: 'all', beyondGuard: true })
    await view.open(tenant, second.id)
    await view.expectState('queued')
    await expect(view.main).toContainText('Waits for the import before it')
    await expect(view.main).toContainText('once what is paused is resumed or cancelled')
    await view.main.getByRole('link', { name: 'long.csv' }).click()
    await expect(view.main.getByRole('heading', { level: 1 })).toHaveText('long.csv')
    await view.expectState('paused')
  })

  await test.step('resumed: count, rate and time left', async () => {
    await view.button('Resume').click()
    await expect(view.progress).toContainText(/[\d,]+ of 150,000 rows · [\d,]+ per second · about .+ left/, {
      timeout: 120_000,
    })
    await expect(view.main).toContainText('You may close the browser; the work goes on.')
  })

  await test.step('cancelled: what was done is taken back', async () => {
    await view.button('Cancel').click()
    await expect(view.dialog).toContainText(/[\d,]+ rows are applied, [\d,]+ rows are left/)
    await view.answer('Take it back')
    await view.expectState('cancelled', 120_000)
    await expect(view.part('applied')).toHaveText('0still applied')
    await expect(view.part('reverted')).toHaveText(/^[\d,]+taken back$/)
  })

  await test.step('then comes the turn of the other', async () => {
    await untilImportIs(accounts, tenant, second.id, 'done')
    const left = (await accounts.api('GET', `/api/tenants/${tenant}/mailboxes/count`)) as { total: number }
    expect(left.total).toBe(1)
  })
})

test('thousands of rows: scrolled, walked by keyboard, reached by their number', async ({ page, accounts }) => {
  await fillTenant(tenant)
  const { id } = await checkedImport(accounts, tenant, newMailboxes(5000))
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await expect(view.footer).toContainText('5,000 rows')

  await test.step('few of them are drawn', async () => {
    await expect(view.rowOf(1)).toBeVisible()
    expect(await view.row.count()).toBeLessThan(80)
    const scroller = page.getByRole('region', { name: 'Rows of the file, list' })
    await expect
      .poll(async () => {
        await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
        return Number(await view.row.last().getAttribute('data-row'))
      })
      .toBeGreaterThan(450)
    await expect(view.rowOf(1)).toHaveCount(0)
    await scroller.evaluate((element) => element.scrollTo({ top: 0 }))
    await expect(view.rowOf(1)).toBeVisible()
  })

  await test.step('by keyboard: walked, opened', async () => {
    await view.rowOf(1).getByRole('button', { name: 'Row 1' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('PageDown')
    await expect(view.rowOf(12).getByRole('button', { name: 'Row 12' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(view.rowOf(12)).toContainText('Line 13')
  })

  await test.step('by number, which the address keeps', async () => {
    await view.goToRow(4990)
    await expect(page).toHaveURL(/from=4990/)
    await expect(view.row).toHaveCount(11)
    await expect(view.row.first()).toContainText('5004989')
    await page.reload()
    await expect(view.row.first()).toContainText('5004989')
    await view.rows.getByRole('button', { name: 'Back to the first' }).click()
    await expect(view.rowOf(1)).toBeVisible()
  })
})

test('a file that is none says where and what to do', async ({ page, accounts }) => {
  await fillTenant(tenant)
  const { id } = await sendFile(accounts, tenant, 'Mailbox Number,Owner\r\n1,Ada\r\n2,"Bob\r\n3,Eve\r\n', 'open.csv')
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await view.expectState('unreadable')
  await expect(view.main).toContainText(/line 3 of the file/i)
  await expect(view.main).toContainText('unclosed-quote')
  await expect(view.main).toContainText('Mend the file and start another import with it.')
  await expect(view.main.getByRole('link', { name: 'Start another import' })).toBeVisible()
})

test('without a worker it says so, and goes on when one is back', async ({ page, accounts, parts }) => {
  await fillTenant(tenant)
  await parts.stop('worker')
  const { id } = await sendFile(accounts, tenant, csvOf('7001,Ada,,,,'))
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await view.expectState('checking')
  await expect(view.main).toContainText('Nothing has moved for')
  await expect(view.main).toContainText('none may be running')
  await parts.start('worker')
  await view.expectState('checked')
})

test.describe('whoever may only look', () => {
  test.use({ role: 'viewer' })

  test('sees all of it and can change nothing', async ({ page, accounts }) => {
    await fillTenant(tenant)
    const { id } = await checkedImport(accounts, tenant, csvOf('7001,Ada,,,,', 'x,Eve,,,,'))
    const view = new ImportPage(page)
    await view.open(tenant, id)
    await expect(view.row).toHaveCount(2)
    await expect(view.main).toContainText('Voicemail administrators can apply it')
    for (const name of [/^Apply/, /^All or nothing/, /^Cancel/, /^Columns/]) {
      await expect(view.button(name)).toHaveCount(0)
    }
    await expect(view.main.getByRole('link', { name: 'Full result' })).toBeVisible()
  })
})
