import 'server-only'
import { type Mailbox as MailboxRecord, Prisma } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import { type Cursor, readCursor, writeCursor } from '../cursor'
import type { MailboxFilter, MailboxPage, MailboxQuery } from '../schema'
import type { MailboxSortField } from '../vocabulary'
import { readInheritance, toMailboxRow } from './repository'
import { mailboxConditions } from './where'

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

/** One page of the rows that match, at most `limit` of each alternative before they are put together. */
function pageSql(conditions: readonly Prisma.Sql[], query: MailboxQuery, after: Cursor | null): Prisma.Sql {
  const sort = sortExpressions[query.sort]
  const direction = query.order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const beyond = query.order === 'asc' ? Prisma.sql`>` : Prisma.sql`<`
  const place = after
    ? Prisma.sql`AND (${sort}, id) ${beyond} (${after.value}${sortCasts[query.sort]}, ${after.id}::uuid)`
    : Prisma.empty
  const limit = query.limit + 1
  const pages = conditions.map(
    (condition) => Prisma.sql`(SELECT ${selected}, ${sort} AS "sortKey" FROM mailboxes WHERE ${condition} ${place}
      ORDER BY ${sort} ${direction}, id ${direction} LIMIT ${limit})`,
  )
  return Prisma.sql`SELECT *, "sortKey"::text AS "sortValue" FROM (${Prisma.join(pages, ' UNION ')}) AS found
    ORDER BY "sortKey" ${direction}, id ${direction} LIMIT ${limit}`
}

/**
 * One page of a tenant's mailboxes with their effective settings. Pages stay true while mailboxes come and go: a cursor is a place in the
 * order, not a count. Throws `not-found` for an unknown tenant, `invalid-input` for a foreign cursor, `unavailable`.
 */
export async function listMailboxes(tenantId: string, query: MailboxQuery): Promise<MailboxPage> {
  const after = query.cursor ? readCursor(query.cursor, query) : null
  return readDatabase(async (client) => {
    const inheritance = await readInheritance(client, tenantId)
    const conditions = mailboxConditions(tenantId, query, inheritance)
    const found = await client.$queryRaw<Found[]>(pageSql(conditions, query, after))
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
    const conditions = mailboxConditions(tenantId, filter, await readInheritance(client, tenantId))
    const any = Prisma.join(
      conditions.map((condition) => Prisma.sql`(${condition})`),
      ' OR ',
    )
    const [row] = await client.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM mailboxes WHERE ${any}`
    return Number(row?.total ?? 0)
  })
}
