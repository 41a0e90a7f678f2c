import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrateDatabase } from '@/lib/db/migrate'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'

const migration = '20261130040000_rules_of_schemas'
const id = '01a1fa73-d073-71cf-bcbc-c38e6167fc2'

let test: TestDatabase
let client: pg.Client
let earlier: string

beforeAll(async () => {
  test = await createTestDatabase({ migrate: false })
  earlier = await mkdtemp(join(tmpdir(), 'patchboard-prisma-'))
  await cp(join(process.cwd(), 'prisma'), earlier, { recursive: true })
  for (const name of await readdir(join(earlier, 'migrations')))
    if (name >= migration && name !== 'migration_lock.toml')
      await rm(join(earlier, 'migrations', name), { recursive: true })
  await migrateDatabase({ databaseUrl: test.databaseUrl, prismaFolder: earlier })
  client = new pg.Client({ connectionString: test.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await rm(earlier, { recursive: true, force: true })
  await test?.stop()
})

const all = async (sql: string) => (await client.query(sql)).rows

/** What an earlier version could store, by hand or before its schemas knew the rules. */
async function fillWithWhatIsWrong() {
  await client.query(
    `INSERT INTO tenants (id, name, region, cloud, portal_url) VALUES ('history', E'Ban\u202Ek\u2069', 'x', 'x', 'https://u:p@x/')`,
  )
  const owners = ['Ada', 'A\u202Eda', 'A\nda\u0007 L', '\u2066', '/D', 'J\uFFFDrg', '\u00A0Eve\u3000']
  for (const [at, owner] of owners.entries())
    await client.query(
      `INSERT INTO mailboxes (id, tenant_id, number, type, owner) VALUES ($1, 'history', $2, 'agent', $3)`,
      [`${id}${at}`, `${at}`, owner],
    )
  for (const [at, name] of ['Sales', 'sa\u202Eles', 'SA\u2066LES', 'System\u202AProfile', '/d'].entries())
    await client.query(
      `INSERT INTO voicemail_profiles (id, tenant_id, name, email_body, email_subject) VALUES ($1, 'history', $2, 'Hi <Nobody>', 'x')`,
      [`${id}${at}`, name],
    )
  await client.query(`UPDATE dial_plans SET calling_profile = E' a\tb', switch_name = E'\u202E'`)
  await client.query(
    `INSERT INTO mailbox_imports (id, tenant_id, actor_name, file_name, size_bytes, choices) VALUES ('${id}0', 'history', 'Ada', E'a\u202Eb.csv', 1, $1)`,
    [JSON.stringify({ newOwner: 'To\u202E do', delimiter: ';' })],
  )
  await client.query(
    `INSERT INTO mailbox_import_rows (import_id, row, line, given, outcome, owner, before) VALUES ('${id}0', 1, 2, 2, 'change', E'N\u202Eew', ARRAY['agent', E'O\u202Eld', NULL]), ('${id}0', 2, 3, 0, 'refused', NULL, NULL)`,
  )
}

it('mends names of before, keeps what they were in the audit log, and never stops half-way', async () => {
  await fillWithWhatIsWrong()
  expect(await migrateDatabase({ databaseUrl: test.databaseUrl })).toContain(migration)

  expect(await all('SELECT owner, version FROM mailboxes ORDER BY number')).toEqual([
    { owner: 'Ada', version: 1 },
    ...['Ada', 'A da  L', '?', '"/D"', 'J?rg', 'Eve'].map((owner) => ({ owner, version: 2 })),
  ])
  // Capitals do not tell names apart, nor may one become that of the built-in profile.
  expect(
    (await all('SELECT name FROM voicemail_profiles WHERE NOT built_in ORDER BY id')).map(({ name }) => name),
  ).toEqual([...['Sales', 'sales (2)', 'SALES (3)', 'SystemProfile (2)', '"/d"']])
  expect(await all('SELECT name FROM tenants')).toEqual([{ name: 'Bank' }])
  expect(await all('SELECT calling_profile, switch_name FROM dial_plans')).toEqual([
    { calling_profile: 'a b', switch_name: null },
  ])
  expect(await all('SELECT file_name, choices FROM mailbox_imports')).toEqual([
    { file_name: 'ab.csv', choices: { newOwner: 'To do', delimiter: ';' } },
  ])
  expect(await all('SELECT owner, before FROM mailbox_import_rows ORDER BY row')).toEqual([
    { owner: 'New', before: ['agent', 'Old', null] },
    { owner: null, before: null },
  ])

  const entries = await all('SELECT action, actor_kind, actor_name, before, after FROM audit_entries ORDER BY id')
  expect(entries).toContainEqual({
    ...{ action: 'mailbox.update', actor_kind: 'system', actor_name: 'migration' },
    ...{ before: { owner: 'A\u202Eda' }, after: { owner: 'Ada' } },
  })
  const count = (action: string) => entries.filter((entry) => entry.action === action).length
  expect(['mailbox.update', 'voicemail-profile.update', 'tenant.update', 'dial-plan.update'].map(count)).toEqual([
    6, 4, 1, 1,
  ])
})

it('keeps what cannot be mended, for new values only, and has every other rule count for all rows', async () => {
  const open = await all(`SELECT conname FROM pg_constraint WHERE contype = 'c' AND NOT convalidated ORDER BY conname`)
  expect(open.map(({ conname }) => conname)).toEqual([
    ...['tenants_id_reserved_check', 'tenants_portal_url_plain_check', 'voicemail_profiles_email_body_tokens_check'],
  ])
  expect(await all(`SELECT id, portal_url FROM tenants`)).toEqual([{ id: 'history', portal_url: 'https://u:p@x/' }])
  await expect(
    client.query(`UPDATE voicemail_profiles SET retention_days = 10 WHERE NOT built_in`),
  ).rejects.toMatchObject({
    constraint: 'voicemail_profiles_email_body_tokens_check',
  })
  // All that imports and bulk edits write to is free of it.
  await client.query(`UPDATE mailboxes SET locale = 'de-CH', version = version + 1`)
})
