import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from './fixtures'
import { freshNumber } from './mailboxes'
import { ImportsPage } from './pages/imports'

const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

test.use({ role: 'voicemail-administrator' })

test('a workbook is uploaded as it is, and read by the sheet that holds the list', async ({ page }) => {
  const imports = new ImportsPage(page, 't2113')
  const number = freshNumber()
  const rows = [
    ['Durchwahl', 'Owner', 'Locale'],
    [number, 'Zoë Œuvre', 'de-CH'],
    ['12x', 'Nobody', 'de-CH'],
  ]
  const bytes = await writeXlsx({
    sheets: [
      { name: 'Read me', rows: [['4930123456', 'Moves of spring']] },
      { name: 'List', rows },
    ],
  })

  await test.step('chosen, it says that a sheet will be read, and asks for no encoding', async () => {
    await imports.openNew()
    await imports.give({ name: 'moves.xlsx', mimeType, buffer: Buffer.from(bytes) })
    await expect(imports.main).toContainText('its first visible sheet is read')
    await expect(imports.main.getByText('If it reads wrongly')).toHaveCount(0)
    await imports.upload()
  })

  const id = await imports.arrived()
  await test.step('the first sheet is no list: the page says so, and offers the other', async () => {
    await imports.reached(id, 'unreadable')
    await expect(imports.main).toContainText('The sheet Read me of the workbook was read')
    await imports.main.getByRole('combobox', { name: 'Sheet' }).selectOption('List')
    await imports.main.getByRole('button', { name: 'Read the file anew' }).click()
  })

  await test.step('a header that is not understood stands beside its first values', async () => {
    await imports.reached(id, 'mapping')
    await expect(imports.main).toContainText('a workbook, sheet List')
    await expect(imports.main.getByRole('listitem').filter({ hasText: 'Durchwahl' })).toContainText(number)
    await imports.field('Durchwahl').selectOption('Mailbox Number')
    await imports.main.getByRole('button', { name: 'Check with these columns' }).click()
  })

  const checked = await imports.reached(id, 'checked')
  expect(checked).toMatchObject({ rows: 2, counts: { create: 1, refused: 1 } })
  await expect(imports.main).toContainText('Zoë Œuvre')
})
