import 'server-only'
import { type Mailbox as MailboxRecord, Prisma, type PrismaClient } from '@/lib/db/generated/client'
import type { Cursor } from '../cursor'
import type { MailboxQuery } from '../schema'
import type { MailboxSortField } from '../vocabulary'
import type { Alternative } from './where'

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

/** Every column of `mailboxes` by the name that Prisma gives it. */
export const selected = Prisma.sql`id, tenant_id AS "tenantId", number, type, owner, max_message_count AS "maxMessageCount",
  max_duration_seconds AS "maxDurationSeconds", active_greeting_type AS "activeGreetingType",
  output_phone_number AS "outputPhoneNumber", profile_id AS "profileId", locale, time_zone AS "timeZone",
  deleted_at AS "deletedAt", created_at AS "createdAt", updated_at AS "updatedAt", version`

export type Found = MailboxRecord & { sortValue: string }

/** The sort value as text that compares as the index does, and comes back the same in a cursor. */
const sortTexts: Readonly<Record<MailboxSortField, Prisma.Sql>> = {
  number: Prisma.sql`number`,
  owner: Prisma.sql`lower(owner)`,
  updated: Prisma.sql`to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
}

/** Rows looked at in order, whole ones, before every match is gathered. */
const wholeRows = 4000
/** Entries of a covering index looked at in order: a first try, which common words need no more than, and a longer one. */
const firstEntries = 3000
const manyEntries = 60_000
/** So many of a page among the first entries promise the whole of it among the many. */
const foundSome = 5
/** As many matches are gathered and sorted sooner than the longer try is made. */
const fewMatches = 3000

const and = (conditions: readonly Prisma.Sql[]) =>
  conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ')

type Plan = { sort: Prisma.Sql; order: Prisma.Sql; text: Prisma.Sql; within: Prisma.Sql; limit: number }

function planOf({ range }: Alternative, query: MailboxQuery, after: Cursor | null): Plan {
  const sort = sortExpressions[query.sort]
  const direction = query.order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const beyond = query.order === 'asc' ? Prisma.sql`>` : Prisma.sql`<`
  const place = after
    ? [Prisma.sql`(${sort}, id) ${beyond} (${after.value}${sortCasts[query.sort]}, ${after.id}::uuid)`]
    : []
  return {
    sort,
    order: Prisma.sql`${sort} ${direction}, id ${direction}`,
    text: sortTexts[query.sort],
    within: and([...range, ...place]),
    // One more than asked tells whether there is a next page.
    limit: query.limit + 1,
  }
}

/** The rows of these ids, in order. */
const rowsOf = (ids: Prisma.Sql, { text, order, limit }: Plan) =>
  Prisma.sql`SELECT ${selected}, ${text} AS "sortValue" FROM mailboxes WHERE id IN (${ids}) ORDER BY ${order} LIMIT ${limit}`

/** In order over an index that holds the owner, too: no row is fetched before it is known to match. */
function scanEntries(client: PrismaClient, plan: Plan, filters: readonly Prisma.Sql[], entries: number) {
  const ids = Prisma.sql`SELECT id FROM (
      SELECT id, owner, number FROM mailboxes WHERE ${plan.within} ORDER BY ${plan.order} LIMIT ${entries}) AS near
    WHERE ${and(filters)} LIMIT ${plan.limit}`
  return client.$queryRaw<Found[]>(rowsOf(ids, plan))
}

/** Every match when there are few; null when there are many. The words' own index finds them, read no further than it takes to tell. */
async function gatherFew(client: PrismaClient, plan: Plan, gathered: readonly Prisma.Sql[]): Promise<Found[] | null> {
  const rows = await client.$queryRaw<(Found & { count: bigint })[]>`
    WITH matching AS MATERIALIZED (SELECT id FROM mailboxes WHERE ${plan.within} AND ${and(gathered)}),
      few AS MATERIALIZED (SELECT id FROM matching LIMIT ${fewMatches + 1})
    SELECT found.*, count FROM (SELECT count(*) AS count FROM few) AS counted
      LEFT JOIN (${rowsOf(Prisma.sql`SELECT id FROM few`, plan)}) AS found ON count <= ${fewMatches}`
  if (Number(rows[0]?.count ?? 0) > fewMatches) return null
  return rows.filter(({ id }) => id !== null)
}

function gatherAll(client: PrismaClient, plan: Plan, gathered: readonly Prisma.Sql[]) {
  return client.$queryRaw<Found[]>`
    WITH found AS MATERIALIZED (SELECT * FROM mailboxes WHERE ${plan.within} AND ${and(gathered)})
    SELECT ${selected}, ${plan.text} AS "sortValue" FROM found ORDER BY ${plan.order} LIMIT ${plan.limit}`
}

/** Whole rows in order, for filters that no index holds beside its order; what that does not find is gathered. */
async function scanRows(client: PrismaClient, plan: Plan, filters: readonly Prisma.Sql[]) {
  const near = await client.$queryRaw<(Found & { scanned: bigint })[]>`
    WITH near AS MATERIALIZED (SELECT * FROM mailboxes WHERE ${plan.within} ORDER BY ${plan.order} LIMIT ${wholeRows}),
      found AS (SELECT * FROM near WHERE ${and(filters)} ORDER BY ${plan.order} LIMIT ${plan.limit})
    SELECT found.*, scanned FROM (SELECT count(*) AS scanned FROM near) AS counted
      LEFT JOIN (SELECT ${selected}, ${plan.text} AS "sortValue" FROM found) AS found ON TRUE`
  const rows = near.filter(({ id }) => id !== null)
  const isWhole = rows.length === plan.limit || Number(near[0]?.scanned ?? 0) < wholeRows
  return isWhole ? rows : gatherAll(client, plan, filters)
}

/**
 * Matches of one alternative, one more than a page. The planner cannot tell how many owners begin with some letters (it always says one in
 * fifty), and where it is wrong a page takes seconds. So the work is bounded step by step: what is common stands soon in the order, what
 * is rare is gathered quickly, and what is neither is found further down the order.
 */
export async function findMatches(
  client: PrismaClient,
  alternative: Alternative,
  query: MailboxQuery,
  after: Cursor | null,
): Promise<Found[]> {
  const plan = planOf(alternative, query, after)
  const { words, filters } = alternative
  if (!words && filters.length === 0) {
    return client.$queryRaw<Found[]>`SELECT ${selected}, ${plan.text} AS "sortValue" FROM mailboxes
      WHERE ${plan.within} ORDER BY ${plan.order} LIMIT ${plan.limit}`
  }
  if (!words || filters.length > 0) return scanRows(client, plan, [...filters, ...(words?.tried ?? [])])
  const first = await scanEntries(client, plan, words.tried, firstEntries)
  if (first.length === plan.limit) return first
  // Where the first entries hold some, the next ones will hold the rest of the page.
  const few = first.length < foundSome ? await gatherFew(client, plan, words.gathered) : null
  if (few) return few
  const found = await scanEntries(client, plan, words.tried, manyEntries)
  if (found.length === plan.limit) return found
  return (
    (first.length < foundSome ? null : await gatherFew(client, plan, words.gathered)) ??
    gatherAll(client, plan, words.gathered)
  )
}
