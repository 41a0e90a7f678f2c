import 'server-only'
import { type Mailbox as MailboxRecord, Prisma, type PrismaClient } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import { type Cursor, readCursor, writeCursor } from '../cursor'
import type { MailboxFilter, MailboxPage, MailboxQuery } from '../schema'
import type { MailboxSortField } from '../vocabulary'
import { readInheritance, toMailboxRow } from './repository'
import { type Alternative, conditionOf, mailboxAlternatives } from './where'

/** The expressions that the indexes of `mailboxes` are made of; written otherwise, no index would be found. */
const sortExpressions: Readonly<Record<MailboxSortField, Prisma.Sql>> = {
  number: Prisma.sql`number COLLATE "C"`,
  owner: Prisma.sql`lower(owner) COLLATE "C"`,
  updated: Prisma.sql`updated_at`,
}
const sortCasts: Readonly<Record<MailboxSortField, Prisma.Sql>> = {
  number: Prisma.empty,
  owner: Prisma.empty,
  updated: Prisma.sql`::timestamptz`,
}

const selected = Prisma.sql`id, tenant_id AS "tenantId", number, type, owner, max_message_count AS "maxMessageCount",
  max_duration_seconds AS "maxDurationSeconds", active_greeting_type AS "activeGreetingType",
  output_phone_number AS "outputPhoneNumber", profile_id AS "profileId", locale, time_zone AS "timeZone",
  deleted_at AS "deletedAt", created_at AS "createdAt", updated_at AS "updatedAt", version`

type Found = MailboxRecord & { sortValue: string }

/** The sort value as text that compares as the index does, and comes back the same in a cursor. */
const sortTexts: Readonly<Record<MailboxSortField, Prisma.Sql>> = {
  number: Prisma.sql`number`,
  owner: Prisma.sql`lower(owner)`,
  updated: Prisma.sql`to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
}

/** Rows of one page are sought among as many before every match is gathered and sorted. */
const scannedRows = 4000

type Ordered = { sort: Prisma.Sql; order: Prisma.Sql; place: Prisma.Sql[]; limit: number }

function ordered(query: MailboxQuery, after: Cursor | null): Ordered {
  const sort = sortExpressions[query.sort]
  const direction = query.order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const beyond = query.order === 'asc' ? Prisma.sql`>` : Prisma.sql`<`
  const place = after
    ? [Prisma.sql`(${sort}, id) ${beyond} (${after.value}${sortCasts[query.sort]}, ${after.id}::uuid)`]
    : []
  // One more than asked tells whether there is a next page.
  return { sort, order: Prisma.sql`${sort} ${direction}, id ${direction}`, place, limit: query.limit + 1 }
}

const and = (conditions: readonly Prisma.Sql[]) =>
  conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ')

/**
 * Matches of one alternative. The planner cannot tell how many owners begin with some letters (it always says one in fifty), and where it is
 * wrong a page takes seconds. So the rows are first read in their order, up to a bound: what is common is found there at once. What is
 * rarer is gathered whole through its own index, which is quick just because it is rare.
 */
async function findMatches(
  client: PrismaClient,
  { range, filters }: Alternative,
  query: MailboxQuery,
  after: Cursor | null,
) {
  const { order, place, limit } = ordered(query, after)
  const text = sortTexts[query.sort]
  if (filters.length === 0) {
    return client.$queryRaw<Found[]>`
      SELECT ${selected}, ${text} AS "sortValue" FROM mailboxes WHERE ${and([...range, ...place])} ORDER BY ${order} LIMIT ${limit}`
  }
  const near = await client.$queryRaw<(Found & { scanned: bigint })[]>`
    WITH near AS MATERIALIZED (SELECT * FROM mailboxes WHERE ${and([...range, ...place])} ORDER BY ${order} LIMIT ${scannedRows}),
      found AS (SELECT * FROM near WHERE ${and(filters)} ORDER BY ${order} LIMIT ${limit})
    SELECT found.*, scanned FROM (SELECT count(*) AS scanned FROM near) AS counted
      LEFT JOIN (SELECT ${selected}, ${text} AS "sortValue" FROM found) AS found ON TRUE`
  const rows = near.filter(({ id }) => id !== null)
  if (rows.length === limit || Number(near[0]?.scanned ?? 0) < scannedRows) return rows
  return client.$queryRaw<Found[]>`
    WITH found AS MATERIALIZED (SELECT * FROM mailboxes WHERE ${and([...range, ...filters, ...place])})
    SELECT ${selected}, ${text} AS "sortValue" FROM found ORDER BY ${order} LIMIT ${limit}`
}

/** Matches of several alternatives as one list in order, each row once. */
function mergeMatches(lists: readonly Found[][], { order, limit }: MailboxQuery): Found[] {
  const [only, ...others] = lists
  if (only && others.length === 0) return only
  const byId = new Map(lists.flat().map((row) => [row.id, row]))
  const sign = order === 'asc' ? 1 : -1
  const compare = (a: Found, b: Found) =>
    Buffer.compare(Buffer.from(a.sortValue), Buffer.from(b.sortValue)) || (a.id < b.id ? -1 : 1)
  return [...byId.values()].sort((a, b) => sign * compare(a, b)).slice(0, limit + 1)
}

/**
 * One page of a tenant's mailboxes with their effective settings. Pages stay true while mailboxes come and go: a cursor is a place in the
 * order, not a count. Throws `not-found` for an unknown tenant, `invalid-input` for a foreign cursor, `unavailable`.
 */
export async function listMailboxes(tenantId: string, query: MailboxQuery): Promise<MailboxPage> {
  const after = query.cursor ? readCursor(query.cursor, query) : null
  return readDatabase(async (client) => {
    const inheritance = await readInheritance(client, tenantId)
    const alternatives = mailboxAlternatives(tenantId, query, inheritance)
    const lists = await Promise.all(alternatives.map((alternative) => findMatches(client, alternative, query, after)))
    const found = mergeMatches(lists, query)
    const records = found.slice(0, query.limit)
    const last = records.at(-1)
    return {
      items: records.map((record) => toMailboxRow(record, inheritance)),
      nextCursor:
        found.length > query.limit && last ? writeCursor(query, { value: last.sortValue, id: last.id }) : null,
    }
  })
}

/** How many mailboxes match. Exact, and slower than a page: a million are counted in about a tenth of a second. */
export async function countMailboxes(tenantId: string, filter: MailboxFilter): Promise<number> {
  return readDatabase(async (client) => {
    const alternatives = mailboxAlternatives(tenantId, filter, await readInheritance(client, tenantId))
    if (alternatives.length === 0) return 0
    const any = Prisma.join(
      alternatives.map((alternative) => Prisma.sql`(${conditionOf(alternative)})`),
      ' OR ',
    )
    const [row] = await client.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM mailboxes WHERE ${any}`
    return Number(row?.total ?? 0)
  })
}
