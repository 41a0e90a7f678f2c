import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toDatabaseError } from '@/lib/db/errors'
import { fieldByCheck } from '@/lib/db/field-by-check'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { type StoredColumn, storedColumns } from '@/lib/testing/stored-columns'

let test: TestDatabase
let client: pg.Client

beforeAll(async () => {
  test = await createTestDatabase()
  client = new pg.Client({ connectionString: test.databaseUrl })
  await client.connect()
  const id = '01a1fa73-d073-71cf-bcbc-c38e6167fc29'
  const key = `greetings/${id}/00/${id}/${id}`
  // Nothing hangs on the first tenant, so that its id may change.
  await client.query(`
    INSERT INTO tenants (id, name, region, cloud, portal_url) VALUES ('t0', 'x', 'x', 'x', 'http://x/'), ('t1', 'x', 'x', 'x', 'http://x/');
    INSERT INTO voicemail_profiles (id, tenant_id, name, email_body, email_subject) VALUES ('${id}', 't1', 'x', 'x', 'x');
    INSERT INTO mailboxes (id, tenant_id, number, type, owner) VALUES ('${id}', 't1', '1', 'agent', 'x');
    INSERT INTO greetings (mailbox_id, type) VALUES ('${id}', 'personal');
    INSERT INTO greeting_file_changes (storage_key, direction) VALUES ('${key}', 'arriving');
    INSERT INTO greeting_versions (id, mailbox_id, type, number, storage_key, format, codec, sample_rate_hertz, channels, bits_per_sample,
      duration_ms, size_bytes, audio_offset_bytes, audio_size_bytes, sha256, peaks, file_name, uploaded_by_name)
      VALUES ('${id}', '${id}', 'personal', 1, '${key}', 'wav', 'pcm', 8000, 1, 16, 1000, 1000, 44, 900, repeat('0', 64), decode(repeat('00', 200), 'hex'), 'x', 'x');
    INSERT INTO mailbox_imports (id, tenant_id, actor_name, file_name, size_bytes) VALUES ('${id}', 't1', 'x', 'x', 1);
    INSERT INTO import_mappings (tenant_id, kind, key, actor_name) VALUES ('t1', 'column', 'x', 'x');
    INSERT INTO bulk_edits (id, tenant_id, actor_name, selection, change, previewed_at, previewed_total) VALUES ('${id}', 't1', 'x', '{}', '{}', now(), 0);
    DELETE FROM voicemail_profiles WHERE tenant_id = 't0'; DELETE FROM voicemail_systems WHERE tenant_id = 't0'; DELETE FROM dial_plans WHERE tenant_id = 't0'`)
})
afterAll(async () => {
  await client?.end()
  await test?.stop()
})

const rowOf: Readonly<Record<string, string>> = {
  tenants: `id = 't0'`,
  voicemail_profiles: 'NOT built_in',
}

/** What the database says of a value in its column; null: it takes it. Nothing is kept. Types of greetings are a key of others. */
async function refusal(
  { table, column }: StoredColumn,
  value: unknown,
): Promise<{ code?: string; error: unknown } | null> {
  await client.query('BEGIN')
  try {
    if (table === 'greetings') {
      await client.query(
        `INSERT INTO greetings (mailbox_id, type) SELECT id, $1 FROM mailboxes ON CONFLICT DO NOTHING`,
        [value],
      )
      return null
    }
    await client.query(`UPDATE ${table} SET ${column} = $1 WHERE ${rowOf[table] ?? 'true'}`, [value])
    return null
  } catch (error) {
    return { code: (error as { code?: string }).code, error }
  } finally {
    await client.query('ROLLBACK')
  }
}

const isKept = ({ schema }: StoredColumn, value: unknown): boolean => {
  const parsed = schema.safeParse(value)
  return parsed.success && JSON.stringify(parsed.data) === JSON.stringify(value)
}

describe.each(storedColumns.map((column) => ({ ...column, name: `${column.table}.${column.column}` })))(
  '$name',
  (column) => {
    it('takes what the schema takes, and refuses what it refuses or would mend', async () => {
      for (const value of column.good) {
        expect([value, isKept(column, value)]).toEqual([value, true])
        expect([value, (await refusal(column, value))?.error]).toEqual([value, undefined])
      }
      for (const value of column.bad) {
        expect([value, isKept(column, value)]).toEqual([value, false])
        const refused = await refusal(column, value)
        expect([value, ['23514', '22003']]).toEqual([value, expect.arrayContaining([refused?.code])])
      }
    })

    // A list of pieces is given where hostile values can be put together at all.
    if (!column.pieces) return
    it('says so of whatever is put together from hostile pieces', async () => {
      const { rows: rules } = await client.query<{ rule: string }>(
        `SELECT pg_get_expr(conbin, conrelid) AS rule FROM pg_constraint c JOIN pg_attribute a ON attrelid = conrelid AND attname = $2::text
       WHERE conrelid = $1::text::regclass AND contype = 'c' AND attnum = ANY (conkey)
         AND cardinality(conkey) <= CASE WHEN $1::text = 'voicemail_profiles' AND $2::text = 'name' THEN 2 ELSE 1 END`,
        [column.table, column.column],
      )
      const value = fc
        .array(fc.constantFrom(...(column.pieces ?? [])), { maxLength: 12 })
        .map((pieces) => pieces.join(''))
      const values = [...new Set(fc.sample(value, { numRuns: 4000, seed: 7 }))]
      const rule = rules.map((one) => `(${one.rule})`).join(' AND ')
      const { rows } = await client.query<{ taken: boolean }>(
        `SELECT ${rule} AS taken FROM (SELECT ${column.column}, false AS built_in FROM unnest($1::text[]) WITH ORDINALITY AS given (${column.column}, at) ORDER BY at) AS given`,
        [values],
      )
      const apart = values.filter((given, at) => {
        const taken = rows[at]?.taken
        return isKept(column, given) ? !taken : taken && !column.isJudged
      })
      expect(apart.slice(0, 5).map((given) => JSON.stringify(given))).toEqual([])
      expect(rows.filter(({ taken }) => taken).length).toBeGreaterThan(20)
    })
  },
)

describe('what the database refuses', () => {
  const strings = storedColumns.filter(
    ({ column, bad }) => column !== 'choices' && bad.some((value) => typeof value === 'string'),
  )
  const secret = 'do not tell'

  it('is refused by the schema before where no text can hold it at all', () => {
    for (const column of strings.filter(({ table }) => table !== 'greeting_versions')) {
      for (const wrong of ['a\0b', 'a\uD800b'])
        expect([column.table, column.column, isKept(column, wrong)]).toEqual([column.table, column.column, false])
    }
  })

  it('is told by its field, and without the value', async () => {
    const owner = storedColumns.find(({ table, column }) => table === 'mailboxes' && column === 'owner')
    if (!owner) throw new Error('no such column')
    const refused = await refusal(owner, `${secret}\u202E`)
    const told = toDatabaseError(refused?.error)
    expect(told).toMatchObject({
      code: 'invalid-input',
      message: 'owner: is a value that the database does not take',
      fields: [{ path: 'owner' }],
    })
    expect(JSON.stringify([String(told), (told as { fields: unknown }).fields])).not.toContain(secret)
  })

  it('has a field for every rule that a person can break, and no field for a rule that is not there', async () => {
    const { rows } = await client.query<{ conname: string }>(`SELECT conname FROM pg_constraint WHERE contype = 'c'`)
    const there = new Set(rows.map(({ conname }) => conname))
    expect(Object.keys(fieldByCheck).filter((name) => !there.has(name))).toEqual([])
    const forms = /^(tenants|dial_plans|voicemail_systems|voicemail_profiles|mailboxes)_/
    const untold = [...there].filter(
      (name) => forms.test(name) && !name.endsWith('_version_check') && !fieldByCheck[name],
    )
    expect(untold).toEqual([])
  })
})
