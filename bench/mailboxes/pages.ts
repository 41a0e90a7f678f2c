import type pg from 'pg'
import { z } from 'zod'
import { writeCursor } from '@/lib/mailboxes/cursor'
import type { MailboxSortField } from '@/lib/mailboxes/vocabulary'
import { atMost, type Figure } from '../figure'
import { percentile } from '../statistics'
import type { Asker } from './timed-get'

const depths = [0, 0.25, 0.5, 0.75, 0.999]
const pagesPerDepth = 12
const pageSchema = z.object({ items: z.array(z.unknown()).length(50), nextCursor: z.string() })

const sortText: Readonly<Record<MailboxSortField, string>> = {
  number: 'number',
  owner: 'lower(owner)',
  updated: `to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
}
const sortSql = { number: 'number COLLATE "C"', owner: 'lower(owner) COLLATE "C"', updated: 'updated_at' }

/** A cursor at a share of the list, found the slow way, so that the pages there need not be walked to. */
async function cursorAt(
  client: pg.ClientBase,
  tenantId: string,
  sort: MailboxSortField,
  order: 'asc' | 'desc',
  offset: number,
) {
  const { rows } = await client.query<{ value: string; id: string }>(
    `SELECT ${sortText[sort]} AS value, id FROM mailboxes WHERE tenant_id = $1 AND deleted_at IS NULL
     ORDER BY ${sortSql[sort]} ${order}, id ${order} OFFSET $2 LIMIT 1`,
    [tenantId, offset],
  )
  return rows[0] ? writeCursor({ sort, order }, rows[0]) : undefined
}

/** A page of 50 at any depth, in each order: the slowest p95 of all. */
export async function measurePages(
  asker: Asker,
  client: pg.ClientBase,
  tenantId: string,
  total: number,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const sort of ['number', 'owner', 'updated'] as const) {
    let slowest = 0
    for (const order of ['asc', 'desc'] as const) {
      for (const depth of depths) {
        let cursor = depth === 0 ? undefined : await cursorAt(client, tenantId, sort, order, Math.floor(total * depth))
        const times: number[] = []
        for (let page = 0; page < pagesPerDepth; page += 1) {
          const search = new URLSearchParams({ sort, order, ...(cursor ? { cursor } : {}) })
          const { ms, text } = await asker.ask(`/api/tenants/${tenantId}/mailboxes?${search}`)
          if (page > 0) times.push(ms)
          cursor = pageSchema.parse(JSON.parse(text)).nextCursor
        }
        slowest = Math.max(slowest, percentile(times, 0.95))
      }
    }
    figures.push(atMost(`a page of 50 by ${sort}, both ways, slowest p95 of five depths`, slowest, 'ms', 50))
  }
  return figures
}
