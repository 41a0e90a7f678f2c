import 'server-only'
import type { Actor } from '@/lib/auth/model'
import { requirePermission } from '@/lib/auth/require-permission'
import type { Prisma } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import { type AuditFilter, type AuditPage, type AuditQuery, auditPageSchema, auditPermission } from '../schema'

function where(filter: AuditFilter): Prisma.AuditEntryWhereInput {
  return {
    ...(filter.action ? { action: filter.action } : {}),
    ...(filter.entityType ? { entityType: filter.entityType } : {}),
    ...(filter.entityId ? { entityId: filter.entityId } : {}),
    ...(filter.tenantId ? { tenantId: filter.tenantId } : {}),
    ...(filter.requestId ? { requestId: filter.requestId } : {}),
    ...(filter.actor ? { actorName: { contains: filter.actor, mode: 'insensitive' } } : {}),
    ...(filter.from || filter.to ? { at: { gte: filter.from, lt: filter.to } } : {}),
  }
}

/**
 * One page of the audit log, newest first, after `cursor`. Pages stay true while entries arrive: the cursor is an id, not a
 * count. Throws `forbidden` without audit:read, `unavailable` while the database is away.
 */
export async function listAuditEntries(actor: Actor, query: AuditQuery): Promise<AuditPage> {
  requirePermission(actor, auditPermission)
  const { cursor, limit, ...filter } = query
  const found = await readDatabase((client) =>
    client.auditEntry.findMany({
      where: { ...where(filter), ...(cursor ? { id: { lt: BigInt(cursor) } } : {}) },
      orderBy: { id: 'desc' },
      // One more than asked tells whether there is a next page.
      take: limit + 1,
    }),
  )
  const rows = found.slice(0, limit)
  return auditPageSchema.parse({
    items: rows.map((row) => ({ ...row, id: row.id.toString(), at: row.at.toISOString() })),
    nextCursor: found.length > limit ? (rows.at(-1)?.id.toString() ?? null) : null,
  })
}
