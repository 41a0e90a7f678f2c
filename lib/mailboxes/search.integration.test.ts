import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, db } from '@/lib/db/instance'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { generateMailboxes } from '@/lib/testing/mailboxes'
import { type MailboxQuery, mailboxQuerySchema } from './schema'
import { ownerQuery, searchWords } from './search-words'
import { exportMailboxes } from './server/export-mailboxes'
import { listMailboxChoices } from './server/list-mailbox-choices'
import { listMailboxes } from './server/list-mailboxes'

let test: TestDatabase
let client: pg.Client

/** Names that are cut into words in ways one would not think of. */
const odd = [
  'Anna-Maria Zoltan',
  '"Zoltan" Kiss',
  'zoltan@kiss.example',
  'X/Zoltan',
  'Örs Zoltán',
  'O’Zoltan',
  'Zoltan_Kiss',
  '=SUM(A1)',
  '7Zoltan 8',
]

beforeAll(async () => {
  test = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: test.databaseUrl,
    NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
    LOG_LEVEL: 'silent',
  })
  client = new pg.Client({ connectionString: test.databaseUrl })
  await client.connect()
  const data = { id: 't1', name: 't1', region: 'default', cloud: 'azure', portalUrl: 'https://t1.example/' }
  await db().tenant.create({ data })
  await generateMailboxes(client, { tenantId: 't1', count: 9000 })
  // A common name that stands far down in every order: many, and none of them near.
  await client.query(
    `INSERT INTO mailboxes (id, tenant_id, number, type, owner, updated_at)
     SELECT gen_random_uuid(), 't1', (90000000 + n)::text, 'agent', 'Zoltan Kiss' || n % 40, timestamptz '2028-01-01' + n * interval '1 second'
     FROM generate_series(1, 3400) AS n`,
  )
  for (const [at, owner] of odd.entries()) {
    await client.query(
      `INSERT INTO mailboxes (id, tenant_id, number, type, owner) VALUES (gen_random_uuid(), 't1', $1, 'agent-group', $2)`,
      [`007${at}`, owner],
    )
  }
  await client.query('VACUUM ANALYZE mailboxes')
}, 120_000)
afterAll(async () => {
  await closeDatabase()
  await client?.end()
  await test?.stop()
})

const sortSql = { number: 'number COLLATE "C"', owner: 'lower(owner) COLLATE "C"', updated: 'updated_at' }

/** The same question in one plain statement. */
async function plainly(
  { q, sort, order }: Pick<MailboxQuery, 'q' | 'sort' | 'order'>,
  limit: number,
): Promise<string[]> {
  const words = searchWords(q)
  const isNumber = words.length === 1 && words[0]?.isNumber
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM mailboxes WHERE tenant_id = 't1'
       AND (to_tsvector('simple', owner) @@ to_tsquery('simple', $1) OR ($2 <> '' AND starts_with(number, $2)))
     ORDER BY ${sortSql[sort]} ${order}, id ${order} LIMIT ${limit}`,
    [ownerQuery(words), isNumber ? words[0]?.text : ''],
  )
  return rows.map(({ id }) => id)
}

async function pages(query: MailboxQuery, count: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < count; page += 1) {
    const found = await listMailboxes('t1', { ...query, ...(cursor ? { cursor } : {}) })
    ids.push(...found.items.map(({ id }) => id))
    if (!found.nextCursor) break
    cursor = found.nextCursor
  }
  return ids
}

const typed = [
  'z',
  'zoltan',
  'zoltan kiss1',
  'kiss',
  'maria',
  'maria s',
  'm s',
  'okafor',
  'nobody',
  '2000',
  '007',
  '9000',
  'x',
  'örs',
  'o’zoltan',
  'anna-maria',
  'sales 4',
  '7zoltan',
  'sum',
]

describe('a search', () => {
  describe.each(['number', 'owner', 'updated'] as const)('by %s', (sort) => {
    it.each(typed)('finds for %s what a plain statement finds, page after page, both ways', async (q) => {
      for (const order of ['asc', 'desc'] as const) {
        const query = mailboxQuerySchema.parse({ q, sort, order, limit: 40 })
        expect(await pages(query, 3)).toEqual(await plainly(query, 120))
      }
    })
  })

  it('and a filter hold together', async () => {
    const query = mailboxQuerySchema.parse({ q: 'zoltan', type: 'agent-group', limit: 50 })
    const found = await pages(query, 1)
    expect(found.length).toBeGreaterThan(3)
    expect(await db().mailbox.count({ where: { id: { in: found }, type: 'agent-group' } })).toBe(found.length)
  })
})

describe('what filters offer', () => {
  it('is every value in use and the inherited one, in order', async () => {
    const { locales, timeZones } = await listMailboxChoices('t1')
    expect(locales).toEqual(['de-CH', 'en-US', 'es-ES', 'fr-FR', 'it-IT', 'ja-JP', 'pt-BR'])
    expect(timeZones).toContain('America/Los_Angeles')
    await expect(listMailboxChoices('none')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('an export', () => {
  const lines = async (more: object) => {
    const { sort, order, ...filter } = mailboxQuerySchema.parse(more)
    let text = ''
    let parts = 0
    for await (const part of exportMailboxes('t1', filter, { sort, order })) {
      text += part
      parts += 1
    }
    return { lines: text.split('\r\n'), parts }
  }

  it('has every match once, part by part, leading zeros kept, formulas made harmless', async () => {
    const everything = await lines({})
    expect(everything.lines).toHaveLength(9000 + 3400 + odd.length + 2)
    expect(new Set(everything.lines.map((line) => line.split(',').at(-1))).size).toBe(9000 + 3400 + odd.length + 2)
    expect(everything.parts).toBeGreaterThan(5)
    const some = await lines({ q: '007' })
    expect(some.lines[0]).toMatch(
      /^Mailbox Number,Active Greeting Type,.*,Effective Active Greeting Type,.*,Deleted,Id$/,
    )
    expect(some.lines[1]).toMatch(
      /^0070,\/d,\/d,\/d,\/d,\/d,\/d,\/d,Agent group,Anna-Maria Zoltan,Standard,,en-US,America\/Los_Angeles,100,30,SystemProfile,,/,
    )
    expect(some.lines.find((line) => line.includes('SUM'))).toContain(",'=SUM(A1),")
  })

  it('fails at once for a tenant that is not there', async () => {
    const { sort, order, ...filter } = mailboxQuerySchema.parse({})
    await expect(exportMailboxes('none', filter, { sort, order }).next()).rejects.toMatchObject({ code: 'not-found' })
  })
})
