import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { ImportPage, ImportsQuery, MailboxImport } from '../schema'
import { noImport, toImport, toImports } from './repository'

/** One import with its state, counts and progress. Throws `not-found`, `unavailable`. */
export async function getImport(tenantId: string, importId: string): Promise<MailboxImport> {
  return readDatabase(async (client) => {
    const record = await client.mailboxImport.findUnique({ where: { id: importId } })
    if (record?.tenantId !== tenantId) throw noImport()
    return toImport(client, record)
  })
}

/**
 * A page of the tenant's imports, the newest first, in a constant number of queries. Throws `not-found` for the tenant, `unavailable`.
 */
export async function listImports(tenantId: string, { cursor, limit, state }: ImportsQuery): Promise<ImportPage> {
  return readDatabase(async (client) => {
    if (!(await client.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }))) {
      throw noTenant(tenantId)
    }
    // Ids grow with time, so the last one of a page is where the next goes on, whether or not it is still there.
    const records = await client.mailboxImport.findMany({
      where: {
        tenantId,
        ...(cursor ? { id: { lt: cursor } } : {}),
        ...(state?.length ? { state: { in: state } } : {}),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const all = await toImports(client, records.slice(0, limit))
    const items = all.map(({ choices: _, ...one }) => one)
    return { items, nextCursor: records.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}
