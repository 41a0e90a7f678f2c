import { createHash } from 'node:crypto'
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { expect, test } from './fixtures'
import { freshNumber } from './mailboxes'
import { csvFile, ImportsPage } from './pages/imports'
import { Shell } from './pages/shell'
import { inDatabase } from './stack'

const tenantId = 't2114'

/**
 * Rows of two kilobytes, most of it in a column that an import passes over, so that a file is long and its check short. Another `letter`
 * makes a file that is other only inside.
 */
function bigFile(testInfo: TestInfo, name: string, more = '', letter = 'x'): { path: string; sha256: string } {
  const ballast = letter.repeat(1900)
  const first = Number(freshNumber().slice(0, 12)) * 1000
  const rows = Array.from({ length: 10_000 }, (_, at) => `${first + at},Agent,Owner ${at},${ballast}`)
  const text = `Mailbox Number,Type,Owner,Effective Locale\n${rows.join('\n')}\n${more}`
  const path = testInfo.outputPath(more === '' ? letter : 'longer', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  // A whole second, which can be set again without rounding.
  utimesSync(path, 1_700_000_000, 1_700_000_000)
  return { path, sha256: createHash('sha256').update(text).digest('hex') }
}

/**
 * From here on the part of this number goes nowhere, neither an answer nor an error comes, until what it returns is called. The route
 * stays: taken away while a page loads, it may take some other request with it.
 */
async function stall(page: Page, part: number): Promise<() => void> {
  let isStalled = true
  await page.route(`**/parts/${part}`, (route) => (isStalled ? undefined : route.continue()))
  return () => {
    isStalled = false
  }
}

test.describe('whoever may import', () => {
  test.use({ role: 'voicemail-administrator' })

  test('uploads a file with headers of its own, says what they mean, and has it checked', async ({ page }) => {
    const imports = new ImportsPage(page, tenantId)
    const number = freshNumber()
    await page.goto(`/mailboxes/${tenantId}`)
    await page.getByRole('main').getByRole('link', { name: 'Import', exact: true }).click()
    await new Shell(page).expectTitle('Imports')
    await imports.start.click()
    await new Shell(page).expectTitle('Import a file')

    await test.step('nothing goes before a file is chosen; then it shows how it begins', async () => {
      await imports.upload()
      await expect(imports.main).toContainText('Choose the file first.')
      await imports.give(
        csvFile('odd headers.csv', `Rufnummer;Inhaber;Mailbox Typ;Bemerkung\n${number};Ada Lovelace;Agent;hello\n`),
      )
      await expect(imports.main).toContainText('Rufnummer;Inhaber;Mailbox Typ;Bemerkung')
      await imports.upload()
    })

    const id = await imports.arrived()
    await test.step('two columns for one field are refused before they are sent', async () => {
      await imports.reached(id, 'mapping')
      const check = imports.main.getByRole('button', { name: 'Check with these columns' })
      await expect(check).toBeDisabled()
      await expect(imports.main).toContainText('3 columns need a word')
      await imports.field('Rufnummer').selectOption('Mailbox Number')
      await imports.field('Inhaber').selectOption('Mailbox Number')
      await expect(imports.field('Inhaber')).toHaveAttribute('aria-invalid', 'true')
      await expect(imports.main).toContainText('Rufnummer is Mailbox Number, too')
      await imports.field('Inhaber').selectOption('Owner')
      await expect(imports.main).toContainText('Not in the file: Active Greeting Type')
      await expect(check).toBeDisabled()
      await imports.main.getByRole('button', { name: 'Leave out the open one' }).click()
      await expect(imports.field('Bemerkung')).toHaveValue('leave-out')
      await check.click()
    })

    const checked = await imports.reached(id, 'checked')
    expect(checked).toMatchObject({ rows: 1, counts: { create: 1 }, fileName: 'odd headers.csv' })
    await test.step('the list has it, with what it would do', async () => {
      await imports.open()
      const row = imports.table.row('odd headers.csv').first()
      await expect(row).toContainText('Checked, not applied')
      await expect(row).toContainText('1 to create')
      await expect(row).toContainText('E2e voicemail-administrator')
    })

    await test.step('a later file with these headers asks no more, until that is forgotten', async () => {
      const later = csvFile('later.csv', `Rufnummer;Inhaber;Bemerkung\n${number};Eve;hello\n`)
      await imports.openNew()
      await imports.give(later)
      await imports.upload()
      await imports.reached(await imports.arrived(), 'checked')
      await imports.main.getByRole('button', { name: 'Columns and encoding' }).click()
      const column = imports.main
        .getByRole('listitem')
        .filter({ has: page.getByRole('combobox', { name: 'Field of Rufnummer' }) })
      await expect(column).toContainText('as said for an earlier file')
      await imports.main.getByRole('button', { name: 'Forget what was remembered' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Forget it' }).click()
      await expect(page.getByText(/^\d+ words are forgotten$/)).toBeVisible()
      await imports.openNew()
      await imports.give(later)
      await imports.upload()
      await imports.reached(await imports.arrived(), 'mapping')
    })
  })

  test('an upload whose line breaks goes on by itself, and the file is there byte for byte', async ({
    page,
    context,
    consoleGuard,
  }, testInfo) => {
    consoleGuard.allow(/ERR_CONNECTION_FAILED|ERR_INTERNET_DISCONNECTED/, 'the browser prints the broken line')
    const imports = new ImportsPage(page, tenantId)
    const { path, sha256 } = bigFile(testInfo, 'broken line.csv')
    await imports.openNew()
    await imports.give(path)
    await page.route('**/parts/2', (route) => route.abort('connectionfailed'), { times: 1 })
    await imports.upload()
    const trouble = imports.main.getByRole('status').filter({ hasText: 'Connection lost' })
    await expect(trouble).toContainText('cannot be reached')
    await context.setOffline(true)
    await trouble.getByRole('button', { name: 'Try now' }).click()
    await expect(trouble).toContainText('tries again within 2 s')
    await context.setOffline(false)
    const id = await imports.arrived()
    const checked = await imports.reached(id, 'checked')
    expect(checked.sha256).toBe(sha256)
    expect(checked).toMatchObject({ rows: 10_000, counts: { create: 10_000 } })
  })

  test('after a reload in the middle, the same file goes on, and no other one', async ({ page }, testInfo) => {
    const imports = new ImportsPage(page, tenantId)
    const { path, sha256 } = bigFile(testInfo, 'reloaded.csv')
    await imports.openNew()
    await imports.give(path)
    const release = await stall(page, 2)
    await imports.upload()
    await expect(imports.main.locator('[data-progress]')).toContainText('8 MiB of ')

    await test.step('leaving asks, by a link and by a reload', async () => {
      await imports.main.getByRole('link', { name: 'Imports', exact: true }).click()
      const question = page.getByRole('alertdialog', { name: 'Leave while the file is on its way?' })
      await question.getByRole('button', { name: 'Cancel' }).click()
      const asked = page.waitForEvent('dialog')
      const reloaded = page.reload()
      const dialog = await asked
      expect(dialog.type()).toBe('beforeunload')
      await dialog.accept()
      await reloaded
    })
    release()

    await test.step('another file is refused with the reason', async () => {
      await expect(imports.main).toContainText('The upload of reloaded.csv is not finished.')
      await imports.give(csvFile('something else.csv', 'a,b\n'))
      await expect(imports.main.getByRole('alert')).toContainText(
        'This is something else.csv; the upload is of reloaded.csv.',
      )
      await imports.give(bigFile(testInfo, 'reloaded.csv', '1,Agent,One more,\n').path)
      await expect(imports.main.getByRole('alert')).toContainText(/This file has .* bytes; the one that was begun with/)
    })

    await test.step('the list leads to it, too, and the same file goes on from there', async () => {
      await imports.open()
      const row = imports.table.row('reloaded.csv').first()
      await expect(row).toContainText('8 MiB of ')
      await row.getByRole('link', { name: 'Go on with the upload of reloaded.csv' }).click()
      const sent: string[] = []
      page.on('request', (request) => {
        if (request.url().includes('/parts/')) sent.push(request.url().split('/').at(-1) ?? '')
      })
      const id = await imports.arrived()
      // Saved once more with nothing changed in it: what it holds counts, not when it was written.
      utimesSync(path, 1_700_000_060, 1_700_000_060)
      await imports.give(path)
      const checked = await imports.reached(id, 'checked')
      expect(checked.sha256).toBe(sha256)
      expect(sent, 'what was there is not sent again').toEqual(['2', '3'])
    })
  })

  test('a file that is another one only inside is noticed, and can be uploaded in place of the first', async ({
    page,
  }, testInfo) => {
    const imports = new ImportsPage(page, tenantId)
    const [begun, other] = [bigFile(testInfo, 'twin.csv'), bigFile(testInfo, 'twin.csv', '', 'y')]
    expect(statSync(other.path).size).toBe(statSync(begun.path).size)
    expect(statSync(other.path).mtimeMs).toBe(statSync(begun.path).mtimeMs)
    await imports.openNew()
    await imports.give(begun.path)
    const release = await stall(page, 2)
    await imports.upload()
    await expect(imports.main.locator('[data-progress]')).toContainText('8 MiB of ')
    page.once('dialog', (dialog) => dialog.accept())
    await page.reload()
    release()
    const first = new URL(page.url()).searchParams.get('import') ?? ''
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/parts/')) sent.push(request.url().replace(/^.*\/imports\//, ''))
    })
    const notice = imports.main.getByRole('alert')

    await test.step('a comparison can be cancelled, and changes nothing', async () => {
      await page.route('**/parts?after=0', () => undefined, { times: 1 })
      await imports.give(other.path)
      await imports.main.getByRole('button', { name: 'Cancel' }).click()
      await expect(imports.main).toContainText('The upload of twin.csv is not finished.')
    })

    await test.step('it is said before a byte of it is sent', async () => {
      await imports.give(other.path)
      await expect(notice).toContainText('This twin.csv is not the file that was begun')
      await expect(imports.main.getByRole('button', { name: /^Choose the other file/ })).toBeVisible()
      expect(sent).toEqual([])
      expect(await imports.read(first)).toMatchObject({ state: 'uploading', parts: 1 })
    })

    await test.step('starting over uploads all of it, byte for byte, and gives the first up', async () => {
      await notice.getByRole('button', { name: 'Start over with this file' }).click()
      const second = await imports.arrived()
      expect(second).not.toBe(first)
      expect(await imports.reached(second, 'checked')).toMatchObject({ sha256: other.sha256, rows: 10_000 })
      expect(sent).toEqual([1, 2, 3].map((part) => `${second}/parts/${part}`))
      await imports.reached(first, 'cancelled')
    })
  })

  test('a cancelled upload ends, and says so', async ({ page }, testInfo) => {
    const imports = new ImportsPage(page, tenantId)
    await imports.openNew()
    await imports.give(bigFile(testInfo, 'cancelled.csv').path)
    await stall(page, 1)
    await imports.upload()
    await imports.main.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the import' }).click()
    await expect(page.getByText('Import cancelled', { exact: true })).toBeVisible()
    await expect(imports.main.getByRole('button', { name: 'Upload and check' })).toBeVisible()
    await imports.open()
    await expect(imports.table.row('cancelled.csv').first()).toContainText('Cancelled')
  })

  test('names of profiles that are unknown are mapped, or created, for all their rows', async ({ page }) => {
    const imports = new ImportsPage(page, tenantId)
    const number = freshNumber()
    const [known, made] = [`Vertrieb ${number}`, `Einkauf ${number}`]
    const rows = [known, known.toUpperCase(), made].map((profile, at) => `${number}${at},Agent,Ada,${profile}`)
    await imports.openNew()
    await imports.give(csvFile('profiles.csv', `Mailbox Number,Type,Owner,Voicemail Profile\n${rows.join('\n')}\n`))
    await imports.upload()
    const id = await imports.arrived()
    expect((await imports.reached(id, 'checked')).counts).toEqual({ refused: 3 })
    const names = imports.main.getByRole('list', { name: 'Unknown voicemail profiles' })
    await expect(names.getByRole('listitem')).toHaveCount(2)
    await expect(names.getByRole('listitem').first(), 'the name in most rows comes first').toContainText('2 rows')
    const first = names.getByRole('combobox', { name: new RegExp(`Profile for ${known}`, 'i') })
    await first.selectOption('SystemProfile')
    await names.getByRole('button', { name: `Create it: ${made}` }).click()
    await expect(names.locator(`[data-profile="${made}"]`)).toContainText('Created.')
    await imports.main.getByRole('button', { name: 'Check again' }).click()
    await expect.poll(async () => (await imports.read(id)).counts).toEqual({ create: 3 })
    await expect(names).toHaveCount(0)

    await test.step('a wrong choice can be taken back, also when no name is unknown any more', async () => {
      const chosen = imports.main.getByRole('list', { name: 'Voicemail profiles that were chosen' })
      await expect(chosen.getByRole('listitem')).toHaveCount(1)
      await expect(chosen).toContainText('as said for this file')
      await chosen.getByRole('combobox').selectOption('None: its rows stay refused')
      await imports.main.getByRole('button', { name: 'Check again' }).click()
      await expect.poll(async () => (await imports.read(id)).counts).toEqual({ create: 1, refused: 2 })
      await expect(names.getByRole('listitem')).toHaveCount(1)
    })
  })

  test('a PDF that is called CSV is warned of at once, and refused with its sentence', async ({ page }) => {
    const imports = new ImportsPage(page, tenantId)
    await imports.openNew()
    await imports.give(csvFile('report.csv', '%PDF-1.7\n1 0 obj\n'))
    const sentence =
      'The file is a PDF document, whatever its name says. Save the table as CSV or as an Excel workbook (.xlsx) and upload that.'
    await expect(imports.main.getByRole('status').filter({ hasText: sentence })).toContainText('the check decides')
    await imports.upload()
    const id = await imports.arrived()
    expect((await imports.reached(id, 'unreadable')).problem).toMatchObject({ code: 'not-a-csv', message: sentence })
    await expect(imports.main).toContainText(sentence)
    await imports.open()
    await expect(imports.table.row('report.csv').first()).toContainText('Cannot be read')
  })

  test('the files to start from are a menu away', async ({ page }) => {
    const imports = new ImportsPage(page, tenantId)
    await imports.open()
    for (const [entry, name] of [
      ['Template', /template.*\.csv$/],
      ['Example', /example.*\.csv$/],
      ['Export all mailboxes', /\.csv$/],
    ] as const) {
      await imports.main.getByRole('button', { name: 'Files' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: entry }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(name)
    }
  })
})

test.describe('a viewer', () => {
  test('reads on to the older imports', async ({ page }) => {
    const long = 't2111'
    await inDatabase(async (client) => {
      await client.query('DELETE FROM mailbox_imports WHERE tenant_id = $1', [long])
      await client.query(
        `INSERT INTO mailbox_imports (id, tenant_id, actor_name, file_name, size_bytes, state, finished_at)
         SELECT ('01a1fa73-d073-71cf-bcbc-' || lpad(to_hex(n), 12, '0'))::uuid, $1, 'Ada', 'file ' || n || '.csv', 1, 'cancelled', now()
         FROM generate_series(1, 60) AS n`,
        [long],
      )
    })
    const imports = new ImportsPage(page, long)
    await imports.open()
    await expect(imports.main).toContainText('file 60.csv')
    await expect(imports.table.count.first()).toHaveText(/^50 imports/)
    await imports.main.getByRole('button', { name: 'Show older imports' }).click()
    await expect(imports.table.count.first()).toHaveText(/^60 imports/)
    await expect(imports.main.getByRole('button', { name: 'Show older imports' })).toHaveCount(0)
  })

  test('sees the list and cannot begin one', async ({ page, openAs }) => {
    const administrator = new ImportsPage(await openAs('administrator'), tenantId)
    await administrator.openNew()
    await administrator.give(csvFile('seen.csv', `Mailbox Number,Owner\n${freshNumber()},Ada\n`))
    await administrator.upload()
    await administrator.reached(await administrator.arrived(), 'checked')
    const imports = new ImportsPage(page, tenantId)
    await imports.open()
    await expect(imports.table.row('seen.csv').first()).toBeVisible()
    await expect(imports.start).toHaveCount(0)
    await page.goto(`/imports/${tenantId}/new`)
    await expect(imports.main).toContainText('Your roles do not open this page')
  })
})
