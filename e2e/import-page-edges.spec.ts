import { importSchema } from '@/lib/imports/schema'
import { expect, test } from './fixtures'
import { addMailbox, fillTenant } from './mailboxes'
import { ImportPage } from './pages/import'
import { actOnImport, checkedImport, csvOf, readImport, untilImportIs } from './sent-imports'
import { inDatabase } from './stack'

const tenant = 't2101'

test.use({ role: 'administrator' })

test('a tick for the counts of one check does not outlive them', async ({ page, accounts, consoleGuard }) => {
  consoleGuard.allow(/status of 409/, 'the console refuses, which the browser prints')
  await fillTenant(tenant)
  for (const number of ['7001', '7002', '7003']) await addMailbox(accounts, tenant, { number })
  const { id } = await checkedImport(accounts, tenant, csvOf('7001,,fr-FR,,,', '7002,,fr-FR,,,', '7003,,fr-FR,,,'))
  const view = new ImportPage(page)
  await view.open(tenant, id)
  await view.button('Apply the good rows (3)').click()
  await view.dialog.getByRole('checkbox').check()
  await actOnImport(accounts, tenant, id, 'check')
  await untilImportIs(accounts, tenant, id, 'checked')
  await view.answer('Apply 3 rows')
  await expect(view.dialog.getByRole('alert')).toContainText('It was checked again meanwhile')
  await expect(view.dialog.getByRole('checkbox')).not.toBeChecked()
  await expect(view.dialog.getByRole('button', { name: 'Apply 3 rows' })).toBeDisabled()
  expect((await readImport(accounts, tenant, id)).state).toBe('checked')
})

test('a row whose number was taken says which one to free; once the days are over, no row is promised', async ({
  page,
  accounts,
}) => {
  await fillTenant(tenant, 30)
  await addMailbox(accounts, tenant, { number: '7004' })
  const { id } = await checkedImport(accounts, tenant, csvOf('7004,,,,delete,', 'x,Bad,,,,'))
  await actOnImport(accounts, tenant, id, 'confirm', { mode: 'good' })
  await untilImportIs(accounts, tenant, id, 'done')
  await addMailbox(accounts, tenant, { number: '7004' })
  await actOnImport(accounts, tenant, id, 'undo')
  await untilImportIs(accounts, tenant, id, 'undone')
  const view = new ImportPage(page)
  await view.open(tenant, id, '?rows=kept')
  await expect(view.rowOf(1)).toContainText('Free the number 7004')
  await view.rowOf(1).getByRole('button', { name: 'Try again' }).click()
  await expect(view.dialog).toContainText('Mailbox 7004 gets back what it had before the import if no other mailbox')
  await view.answer('Leave it')

  await inDatabase((client) =>
    client.query("UPDATE mailbox_imports SET finished_at = finished_at - interval '31 days' WHERE id = $1", [id]),
  )
  await view.open(tenant, id, '?rows=refused')
  await expect(view.tab('Refused')).toContainText('1')
  await expect(view.rows).toContainText('Rows are kept for 30 days after an import has ended.')
  await expect(view.main).toContainText('there are no result files any more')
  await expect(view.main.getByRole('link', { name: /Refused rows|Full result/ })).toHaveCount(0)

  await inDatabase((client) =>
    client.query("UPDATE mailbox_imports SET state = 'failed', reason = 'It failed 5 times in a row.' WHERE id = $1", [
      id,
    ]),
  )
  await view.open(tenant, id)
  await expect(view.main).toContainText('0 of 1 row is taken back so far. Its rows are gone by now, so it cannot go on')
  await expect(view.button('Try again')).toHaveCount(0)
})

test.describe('whoever may only look', () => {
  test.use({ role: 'viewer' })

  test('is offered no upload to go on with', async ({ page, accounts }) => {
    await fillTenant(tenant)
    const body = { fileName: 'half.csv', sizeBytes: 2048 }
    const half = importSchema.parse(await accounts.api('POST', `/api/tenants/${tenant}/imports`, body))
    const view = new ImportPage(page)
    await view.open(tenant, half.id)
    await expect(view.main).toContainText('The upload broke off or still runs: 0 B of 2 KiB are there.')
    await expect(view.button(/Go on with the upload/)).toHaveCount(0)
    await expect(view.main.locator('input[type=file]')).toHaveCount(0)
  })
})
