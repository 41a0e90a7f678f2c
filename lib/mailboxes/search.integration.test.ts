import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, db } from '@/lib/db/instance'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { generateMailboxes } from '@/lib/testing/mailboxes'
import { type MailboxQuery, mailboxFilterSchema, mailboxQuerySchema } from './schema'
import { ownerQuery, searchWords } from './search-words'
import { exportMailboxes } from './server/export-mailboxes'
import { listMailboxChoices } from './server/list-mailbox-choices'
import { countMailboxes, listMailboxes } from './server/list-mailboxes'
import { searchFor } from './server/search-alternatives'
import { allOf, anyOf } from './server/word-conditions'

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
  'Room-1a Zoltan',
  '2.5b Zoltan',
  '/Abé Zoltan',
  'É1 Zoltan',
]
/** More than are ever gathered on a wrong guess. */
const farDown = 4400

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
     FROM generate_series(1, ${farDown}) AS n`,
  )
  for (const [at, owner] of odd.entries()) {
    await client.query(
      `INSERT INTO mailboxes (id, tenant_id, number, type, owner) VALUES (gen_random_uuid(), 't1', $1, 'agent-group', $2)`,
      [`007${at}`, owner],
    )
  }
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

/** Pages from the first on, `count` of them or all that there are. */
async function pages(query: MailboxQuery, count = Number.POSITIVE_INFINITY): Promise<string[]> {
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
  'o’',
  'o’zoltan',
  'anna-maria',
  'sales 4',
  '7zoltan',
  'sum',
  '1a',
  'b zoltan',
  'é',
  's m a',
]
const sorts = ['number', 'owner', 'updated'] as const
const everyOrder = sorts.flatMap((sort) => (['asc', 'desc'] as const).map((order) => ({ sort, order })))

describe('a search before PostgreSQL knows anything of the words', () => {
  it.each(['z', 'zoltan', 'kiss1', 'zoltan kiss', 'maria s', '9', 'nobody'])('finds all of %s', async (q) => {
    for (const ordering of everyOrder) {
      const found = await pages(mailboxQuerySchema.parse({ q, ...ordering, limit: 200 }), 3)
      expect(found).toEqual(await plainly({ q, ...ordering }, 600))
    }
  })
})

describe('a search', () => {
  beforeAll(async () => {
    await client.query('VACUUM ANALYZE mailboxes')
  })

  describe.each(sorts)('by %s', (sort) => {
    it.each(typed)('finds for %s what a plain statement finds, page after page, both ways', async (q) => {
      for (const order of ['asc', 'desc'] as const) {
        const query = mailboxQuerySchema.parse({ q, sort, order, limit: 40 })
        expect(await pages(query, 3)).toEqual(await plainly(query, 120))
      }
    })

    it.each(['s', 'z', '0', '2', '9', 'maria s', 'zoltan k', 'zoltan z', 'support', 'support 1', 'okafor', 'kiss7'])(
      'finds every one for %s, to the last page, both ways',
      async (q) => {
        for (const order of ['asc', 'desc'] as const) {
          const query = mailboxQuerySchema.parse({ q, sort, order, limit: 200 })
          const found = await pages(query)
          expect(found.length).toBeGreaterThan(5)
          expect(found).toEqual(await plainly(query, 100_000))
          expect(await countMailboxes('t1', query)).toBe(found.length)
        }
      },
      60_000,
    )
  })

  it('and a filter hold together', async () => {
    const query = mailboxQuerySchema.parse({ q: 'zoltan', type: 'agent-group', limit: 50 })
    const found = await pages(query, 1)
    expect(found.length).toBeGreaterThan(3)
    expect(await db().mailbox.count({ where: { id: { in: found }, type: 'agent-group' } })).toBe(found.length)
  })
})

describe('the forms of a search', () => {
  /** Owners of odd pieces, the same each time, and what the index makes of them. */
  const words = async (): Promise<string[]> => {
    await client.query(`CREATE TABLE odd_owners AS SELECT DISTINCT number, owner FROM (
      SELECT n::text AS number, (SELECT string_agg(
        (string_to_array('a|e|5|12| |-|.|/|_|@|’|ü|Ö|É|Ab|x|+|#|:|http|com|1e|maria | zoltan', '|'))[1 + abs(hashint4(n * 31 + at)) % 24], '')
        FROM generate_series(1, 2 + n % 7) AS at) AS owner
      FROM generate_series(1, 1200) AS n) AS made WHERE trim(owner) <> ''`)
    const { rows } = await client.query<{ word: string }>(
      `SELECT DISTINCT lower(substr(word, 1, length)) AS word FROM generate_series(1, 3) AS length,
         (SELECT lexeme AS word FROM odd_owners, unnest(to_tsvector('simple', owner)) AS found(lexeme, at, weights)
          UNION SELECT regexp_split_to_table(owner, ' +') FROM odd_owners) AS words ORDER BY word`,
    )
    return rows.map(({ word }) => word)
  }

  it('mean the same, however PostgreSQL cuts a name into words', async () => {
    const single = await words()
    expect(single.length).toBeGreaterThan(300)
    const pairs = single.map((word, at) => `${word} ${single[(at * 7) % single.length]}`)
    for (const text of [...single, ...pairs]) {
      const { whole, alternatives } = searchFor(text, 'owner')
      if (!whole) continue
      const each = (part: 'tried' | 'gathered') =>
        anyOf(alternatives.map(({ range, words }) => allOf([...range, ...(words?.[part] ?? [])])))
      const differing = await db().$queryRaw`
        SELECT owner FROM (SELECT *, lower(owner) AS lowered FROM odd_owners) AS odd WHERE ${whole.gathered} AND NOT
          (${whole.tried} AND ${each('tried')} AND ${each('gathered')})
          OR (${each('tried')} OR ${each('gathered')}) AND NOT ${whole.gathered}`
      expect({ text, differing }).toEqual({ text, differing: [] })
    }
  }, 60_000)
})

describe('what filters offer', () => {
  it('is every value in use and the inherited one, in order', async () => {
    const { locales, timeZones } = await listMailboxChoices('t1')
    expect(locales).toEqual({ items: ['de-CH', 'en-US', 'es-ES', 'fr-FR', 'it-IT', 'ja-JP', 'pt-BR'], more: false })
    expect(timeZones.items).toContain('America/Los_Angeles')
    await expect(listMailboxChoices('none')).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([
    [200, false],
    [201, true],
  ])('says of %i locales whether it names them all: %s is more', async (count, more) => {
    const id = `many${count}`
    await db().tenant.create({
      data: { id, name: id, region: 'default', cloud: 'azure', portalUrl: 'https://x.example/' },
    })
    const mailbox = (at: number) => ({
      tenantId: id,
      number: String(at),
      type: 'agent' as const,
      owner: 'Ada',
      locale: `aa-${String(at).padStart(3, '0')}`,
    })
    await db().mailbox.createMany({ data: Array.from({ length: count }, (_, at) => mailbox(at)) })
    const { locales, timeZones } = await listMailboxChoices(id)
    expect(locales.more).toBe(more)
    expect(locales.items.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, at) => mailbox(at).locale))
    expect(locales.items).toContain('en-US')
    expect(timeZones.more).toBe(false)
  })
})

describe('an export', () => {
  const lines = async (more: object) => {
    const filter = mailboxFilterSchema.parse(more)
    let text = ''
    let parts = 0
    for await (const part of exportMailboxes('t1', filter)) {
      text += part
      parts += 1
    }
    expect(text.startsWith('\uFEFFMailbox Number,')).toBe(true)
    return { lines: text.slice(1).split('\r\n'), parts }
  }

  it('has every match once, part by part, leading zeros kept, formulas made harmless', async () => {
    const everything = await lines({})
    expect(everything.lines).toHaveLength(9000 + farDown + odd.length + 2)
    expect(new Set(everything.lines.map((line) => line.split(',').at(-1))).size).toBe(9000 + farDown + odd.length + 2)
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
    const filter = mailboxFilterSchema.parse({})
    await expect(exportMailboxes('none', filter).next()).rejects.toMatchObject({ code: 'not-found' })
  })
})
