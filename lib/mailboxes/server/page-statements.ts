import 'server-only'
import { type Mailbox as MailboxRecord, Prisma, type PrismaClient } from '@/lib/db/generated/client'
import type { Cursor } from '../cursor'
import type { MailboxQuery } from '../schema'
import type { MailboxSortField } from '../vocabulary'
import { allOf } from './word-conditions'

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

export type PagePlan = {
  place: Prisma.Sql
  order: Prisma.Sql
  /** The order of rows that hold `place` as a column. */
  placeOrder: Prisma.Sql
  text: Prisma.Sql
  /** The rows of which the page is one, and of those the range that is behind the cursor. */
  base: Prisma.Sql
  within: Prisma.Sql
  limit: number
}

/** A page of the rows that `base` and `range` hold, one row more than asked: it tells whether there is a next page. */
export function pagePlan(
  { base, range = [] }: { base: readonly Prisma.Sql[]; range?: readonly Prisma.Sql[] },
  query: MailboxQuery,
  after: Cursor | null,
): PagePlan {
  const place = sortExpressions[query.sort]
  const direction = query.order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const beyond = query.order === 'asc' ? Prisma.sql`>` : Prisma.sql`<`
  // Live mailboxes have a number each: no second key, for which PostgreSQL would sort what the index gives in order.
  const isUnique = query.sort === 'number' && !query.deleted
  const cast = sortCasts[query.sort]
  const rest = !after
    ? []
    : isUnique
      ? [Prisma.sql`${place} ${beyond} ${after.value}`]
      : [Prisma.sql`(${place}, id) ${beyond} (${after.value}${cast}, ${after.id}::uuid)`]
  return {
    place,
    order: isUnique ? Prisma.sql`${place} ${direction}` : Prisma.sql`${place} ${direction}, id ${direction}`,
    placeOrder: Prisma.sql`place ${direction}, id ${direction}`,
    text: sortTexts[query.sort],
    base: allOf(base),
    within: allOf([...base, ...range, ...rest]),
    limit: query.limit + 1,
  }
}

/** The rows of these ids, in order. */
const rowsOf = (ids: Prisma.Sql, { text, order, limit }: PagePlan) =>
  Prisma.sql`SELECT ${selected}, ${text} AS "sortValue" FROM mailboxes WHERE id IN (${ids}) ORDER BY ${order} LIMIT ${limit}`

/** Matches in order, from an index that holds all of `within`. */
export function readInOrder(client: PrismaClient, { text, within, order, limit }: PagePlan) {
  return client.$queryRaw<Found[]>`SELECT ${selected}, ${text} AS "sortValue" FROM mailboxes
    WHERE ${within} ORDER BY ${order} LIMIT ${limit}`
}

/** For the conditions of a search: made once, and in the order of owners given by the index. */
const lowered = Prisma.sql`lower(owner) AS lowered`

/** Matches among the first entries of an index that holds owner and number, too: no row is fetched before it is known to match. */
export function scanEntries(client: PrismaClient, plan: PagePlan, tried: Prisma.Sql, entries: number) {
  const ids = Prisma.sql`SELECT id FROM (
      SELECT id, owner, number, ${lowered} FROM mailboxes WHERE ${plan.within} ORDER BY ${plan.order} LIMIT ${entries}) AS near
    WHERE ${tried} LIMIT ${plan.limit}`
  return client.$queryRaw<Found[]>(rowsOf(ids, plan))
}

const matching = ({ place, within }: PagePlan, gathered: Prisma.Sql) =>
  Prisma.sql`matching AS MATERIALIZED (SELECT id, ${place} AS place FROM mailboxes WHERE ${within} AND ${gathered})`

/** Every match when there are `few` at the most, else null. Their own index finds them, read no further than it takes to tell. */
export async function gatherFew(
  client: PrismaClient,
  plan: PagePlan,
  gathered: Prisma.Sql,
  few: number,
): Promise<Found[] | null> {
  const first = Prisma.sql`SELECT id FROM few ORDER BY ${plan.placeOrder} LIMIT ${plan.limit}`
  const rows = await client.$queryRaw<(Found & { count: bigint })[]>`
    WITH ${matching(plan, gathered)}, few AS MATERIALIZED (SELECT * FROM matching LIMIT ${few + 1})
    SELECT found.*, count FROM (SELECT count(*) AS count FROM few) AS counted
      LEFT JOIN (${rowsOf(first, plan)}) AS found ON count <= ${few}`
  if (Number(rows[0]?.count ?? 0) > few) return null
  return rows.filter(({ id }) => id !== null)
}

export function gatherAll(client: PrismaClient, plan: PagePlan, gathered: Prisma.Sql) {
  const first = Prisma.sql`SELECT id FROM matching ORDER BY ${plan.placeOrder} LIMIT ${plan.limit}`
  return client.$queryRaw<Found[]>`WITH ${matching(plan, gathered)} ${rowsOf(first, plan)}`
}

/** Matches among the first whole rows, and whether those are all that there are. */
export async function scanRows(client: PrismaClient, plan: PagePlan, tried: Prisma.Sql, count: number) {
  const near = await client.$queryRaw<(Found & { scanned: bigint })[]>`
    WITH near AS MATERIALIZED (SELECT *, ${lowered} FROM mailboxes WHERE ${plan.within} ORDER BY ${plan.order} LIMIT ${count}),
      found AS (SELECT * FROM near WHERE ${tried} ORDER BY ${plan.order} LIMIT ${plan.limit})
    SELECT found.*, scanned FROM (SELECT count(*) AS scanned FROM near) AS counted
      LEFT JOIN (SELECT ${selected}, ${plan.text} AS "sortValue" FROM found) AS found ON TRUE`
  const rows = near.filter(({ id }) => id !== null)
  return { rows, isWhole: rows.length === plan.limit || Number(near[0]?.scanned ?? 0) < count }
}
