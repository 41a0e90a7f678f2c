import 'server-only'
import { type AuditPage, auditPageSchema } from '@/lib/audit/schema'
import { readDatabase } from '@/lib/db/transaction'
import { noMailbox } from './repository'

/**
 * What was done to one mailbox, newest first, after entry `cursor`: its part of the audit log, for whoever may see the mailbox. Network
 * addresses stay with the auditors. Throws `not-found`, `unavailable`.
 */
export async function listMailboxHistory(
  tenantId: string,
  id: string,
  cursor: string | undefined,
  limit = 50,
): Promise<AuditPage> {
  return readDatabase(async (client) => {
    const mailbox = await client.mailbox.findUnique({ where: { id }, select: { tenantId: true } })
    if (mailbox?.tenantId !== tenantId) throw noMailbox()
    const found = await client.auditEntry.findMany({
      where: { entityType: 'mailbox', entityId: id, ...(cursor ? { id: { lt: BigInt(cursor) } } : {}) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const rows = found.slice(0, limit)
    return auditPageSchema.parse({
      items: rows.map((row) => ({ ...row, ip: null, id: row.id.toString(), at: row.at.toISOString() })),
      nextCursor: found.length > limit ? (rows.at(-1)?.id.toString() ?? null) : null,
    })
  })
}
