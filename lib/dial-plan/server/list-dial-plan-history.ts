import 'server-only'
import { type AuditPage, auditPageSchema } from '@/lib/audit/schema'
import { readDatabase } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'

/**
 * What was done to a tenant's dial plan and to its system values, newest first, after entry `cursor`: its part of the audit log, for whoever
 * may see them. Network addresses stay with the auditors. Throws `not-found`, `unavailable`.
 */
export async function listDialPlanHistory(
  tenantId: string,
  cursor: string | undefined,
  limit: number,
): Promise<AuditPage> {
  return readDatabase(async (client) => {
    if (!(await client.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }))) throw noTenant(tenantId)
    const found = await client.auditEntry.findMany({
      where: {
        entityType: { in: ['dial-plan', 'voicemail-system'] },
        entityId: tenantId,
        ...(cursor ? { id: { lt: BigInt(cursor) } } : {}),
      },
      orderBy: { id: 'desc' },
      // One more than asked tells whether there is a next page.
      take: limit + 1,
    })
    const rows = found.slice(0, limit)
    return auditPageSchema.parse({
      items: rows.map((row) => ({ ...row, ip: null, id: row.id.toString(), at: row.at.toISOString() })),
      nextCursor: found.length > limit ? (rows.at(-1)?.id.toString() ?? null) : null,
    })
  })
}
