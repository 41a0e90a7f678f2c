import { createHash } from 'node:crypto'
import { z } from 'zod'
import { importRowPageSchema } from '@/lib/imports/schema'
import type { Accounts } from './accounts'
import { expect, test } from './fixtures'
import { checkCodes, importFile } from './import-file'
import { fillTenant } from './mailboxes'
import { ImportPage } from './pages/import'
import { ImportsPage } from './pages/imports'
import { Shell } from './pages/shell'
import { inDatabase } from './stack'

test.use({ role: 'voicemail-administrator' })

const tenantId = 't2112'
const rows = 100_000
const existing = 20_000
const path = `/api/tenants/${tenantId}`

/** The tenant's mailboxes as they stand, whatever their versions: one line each, hashed. */
const checksum = () =>
  inDatabase(async (client) => {
    const { rows: all } = await client.query<{ line: string }>(
      `SELECT concat_ws('|', id, number, type, owner, coalesce(max_message_count::text, '-'), coalesce(max_duration_seconds::text, '-'),
         coalesce(active_greeting_type, '-'), coalesce(output_phone_number, '-'), coalesce(profile_id::text, '-'), coalesce(locale, '-'),
         coalesce(time_zone, '-')) AS line
       FROM mailboxes WHERE tenant_id = $1 AND deleted_at IS NULL ORDER BY id`,
      [tenantId],
    )
    const hash = createHash('sha256')
    for (const { line } of all) hash.update(`${line}\n`)
    return { mailboxes: all.length, hash: hash.digest('hex') }
  })

const madeSchema = z.object({ id: z.string(), version: z.number() })

/** What other people do between the check and the confirmation: change one, delete one, create one, delete a profile. */
async function comeBetween(
  accounts: Accounts,
  numbers: { changed: string; deleted: string; created: string },
  profileId: string,
) {
  const idOf = (number: string) =>
    inDatabase(async (client) => {
      const { rows: found } = await client.query<{ id: string; version: number }>(
        'SELECT id, version FROM mailboxes WHERE tenant_id = $1 AND number = $2 AND deleted_at IS NULL',
        [tenantId, number],
      )
      return madeSchema.parse(found[0])
    })
  const changed = await idOf(numbers.changed)
  await accounts.api(
    'PATCH',
    `${path}/mailboxes/${changed.id}`,
    { owner: 'Faster than the import' },
    {
      'if-match': `"${changed.version}"`,
    },
  )
  const deleted = await idOf(numbers.deleted)
  await accounts.api('DELETE', `${path}/mailboxes/${deleted.id}`, undefined, { 'if-match': `"${deleted.version}"` })
  await accounts.api('POST', `${path}/mailboxes`, { number: numbers.created, type: 'agent', owner: 'First come' })
  await accounts.api('DELETE', `${path}/voicemail-profiles/${profileId}`, undefined, { 'if-match': '"1"' })
}

const sum = (counts: Partial<Record<string, number>>) =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0)

/** The codes of all rows of one kind, read page by page as a script would. */
async function codesOf(accounts: Accounts, id: string, query: string): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  let cursor: number | null = 0
  while (cursor !== null) {
    const asked = `${path}/imports/${id}/rows?${query}&limit=500&cursor=${cursor}`
    const page = importRowPageSchema.parse(await accounts.api('GET', asked))
    for (const { refusals, result } of page.items) {
      for (const code of result === null ? refusals.map((refusal) => refusal.code) : [result]) {
        found.set(code, (found.get(code) ?? 0) + 1)
      }
    }
    cursor = page.nextCursor
  }
  return found
}

const grouped = (count: number) => count.toLocaleString('en-GB')

test('a hundred thousand rows with every kind of error: checked, applied while the worker is killed twice, undone to the very table of before', async ({
  page,
  accounts,
  parts,
}) => {
  test.setTimeout(900_000)
  const numbers = await fillTenant(tenantId, existing)
  const profileName = `Journey ${Date.now()}`
  const profile = madeSchema.parse(await accounts.api('POST', `${path}/voicemail-profiles`, { name: profileName }))
  const file = importFile({ rows, existing: numbers, refusalsOfEach: 20, profileName })
  const { expected } = file
  const imports = new ImportsPage(page, tenantId)
  const view = new ImportPage(page)
  const untouched = await checksum()

  await test.step('from the sidebar to a file that is checked', async () => {
    await page.goto(`/mailboxes/${tenantId}`)
    await page.getByRole('navigation').getByRole('link', { name: 'Imports' }).click()
    await new Shell(page).expectTitle('Imports')
    await imports.start.first().click()
    await imports.give({ name: 'a hundred thousand.csv', mimeType: 'text/csv', buffer: file.content })
    await imports.upload()
    await imports.arrived()
    await view.expectState('checked', 120_000)
    expect(await checksum(), 'a check changes nothing').toEqual(untouched)
  })
  const id = page.url().split('/').at(-1) ?? ''

  await test.step('every row is accounted for, every refusal has its code', async () => {
    for (const [part, words] of [
      ['create', 'to create'],
      ['change', 'to change'],
      ['unchanged', 'unchanged'],
      ['delete', 'to delete'],
      ['refused', 'refused'],
    ] as const) {
      await view.expectPart(part, expected[part], words)
    }
    await expect(view.main).toContainText(`= ${grouped(rows)} rows of the file`)
    const codes = await codesOf(accounts, id, 'outcome=refused')
    expect([...codes.keys()].sort()).toEqual([...checkCodes].sort())
    expect([...codes.values()]).toEqual(checkCodes.map(() => 20))
    await view.tab('Refused').click()
    await expect(view.row.first()).toContainText('cell-count')
  })

  const between = { changed: file.changed[2] ?? '', deleted: file.changed[4] ?? '', created: file.created[1] ?? '' }
  await comeBetween(accounts, between, profile.id)
  const before = await checksum()

  await test.step('it says how much of the tenant that changes, and wants a word of its own', async () => {
    const applied = grouped(expected.create + expected.change + expected.delete)
    await view.button(`Apply the good rows (${applied})`).click()
    await expect(view.dialog.getByRole('button', { name: /^Apply / })).toBeDisabled()
    await view.dialog.getByRole('checkbox').check()
    await view.answer(`Apply ${applied} rows`)
  })

  await test.step('the worker is killed in the middle, twice; it goes on where it was', async () => {
    for (const atLeast of [1, 20_000]) {
      await expect
        .poll(async () => (await imports.read(id)).done, { timeout: 120_000, intervals: [50] })
        .toBeGreaterThanOrEqual(atLeast)
      expect((await imports.read(id)).state, 'still at work').toBe('applying')
      await parts.kill('worker')
    }
    await view.expectState('done', 180_000)
  })

  await test.step('applied, in conflict, refused and unchanged are the rows of the file', async () => {
    const { results, counts } = await imports.read(id)
    const { applied = 0, ...conflicts } = results
    expect(conflicts).toEqual({
      'changed-since-check': 1,
      'deleted-since-check': 1,
      'created-since-check': 1,
      'profile-deleted-since-check': 1,
    })
    expect(applied).toBe(expected.create + expected.change + expected.delete - 4)
    expect(sum(counts)).toBe(rows)
    expect(sum(results) + (counts.unchanged ?? 0) + expected.refused).toBe(rows)
    await view.expectPart('applied', applied, 'applied')
    await view.expectPart('conflict', 4, 'conflicts')
    expect((await checksum()).mailboxes).toBe(before.mailboxes + (expected.create - 2) - expected.delete)
    const audited = await inDatabase(async (client) => {
      const { rows: found } = await client.query<{ entries: string; mailboxes: string }>(
        `SELECT count(*) AS entries, count(DISTINCT entity_id) AS mailboxes FROM audit_entries
         WHERE request_id = $1 AND entity_type = 'mailbox'`,
        [id],
      )
      return found[0]
    })
    expect(audited, 'one audit entry for each applied row').toEqual({
      entries: String(applied),
      mailboxes: String(applied),
    })
  })

  await test.step('undone, with the worker killed once more: the table is the one of before', async () => {
    await view.button('Undo').click()
    await view.answer('Undo the import')
    await view.expectState('reverting')
    await parts.kill('worker')
    await view.expectState('undone', 180_000)
    expect(await checksum()).toEqual(before)
  })
})
