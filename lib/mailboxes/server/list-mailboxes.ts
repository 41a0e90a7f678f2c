import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { readCursor, writeCursor } from '../cursor'
import type { MailboxFilter, MailboxPage, MailboxQuery } from '../schema'
import { findMatches } from './find-matches'
import { inheritedValues, readInheritance, toMailboxRow } from './repository'
import { filterCondition, mailboxWhere } from './where'

/**
 * One page of a tenant's mailboxes with their effective settings. Pages stay true while mailboxes come and go: a cursor is a place in the
 * order, not a count. Throws `not-found` for an unknown tenant, `invalid-input` for a foreign cursor, `unavailable`.
 */
export async function listMailboxes(tenantId: string, query: MailboxQuery): Promise<MailboxPage> {
  const after = query.cursor ? readCursor(query.cursor, query) : null
  return readDatabase(async (client) => {
    const inheritance = await readInheritance(client, tenantId)
    const where = mailboxWhere(tenantId, query, inheritedValues(inheritance), query.sort)
    const found = await findMatches(client, where, query, after)
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
    const condition = filterCondition(tenantId, filter, inheritedValues(await readInheritance(client, tenantId)))
    if (!condition) return 0
    const [row] = await client.$queryRaw<
      { total: bigint }[]
    >`SELECT count(*) AS total FROM mailboxes WHERE ${condition}`
    return Number(row?.total ?? 0)
  })
}
