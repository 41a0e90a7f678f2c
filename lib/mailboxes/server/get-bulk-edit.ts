import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { BulkEdit, BulkEditList, BulkEditsQuery, BulkExceptions } from '../bulk-schema'
import { type BulkOutcome, bulkLimits } from '../bulk-vocabulary'
import { noBulkEdit, readUndos, toBulkEdit } from './bulk-edit-repository'

/** One bulk edit with how far it is. Throws `not-found`, `unavailable`. */
export async function getBulkEdit(tenantId: string, id: string): Promise<BulkEdit> {
  return readDatabase(async (client) => {
    const record = await client.bulkEdit.findUnique({ where: { id } })
    if (record?.tenantId !== tenantId) throw noBulkEdit()
    return toBulkEdit(record, (await readUndos(client, tenantId)).get(id) ?? null)
  })
}

/** A page of a tenant's bulk edits, newest first. Throws `not-found` for the tenant, `unavailable`. */
export async function listBulkEdits(tenantId: string, { cursor, limit }: BulkEditsQuery): Promise<BulkEditList> {
  return readDatabase(async (client) => {
    const [records, undos, tenant] = await Promise.all([
      client.bulkEdit.findMany({
        where: { tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
        orderBy: { id: 'desc' },
        // One more than asked tells whether there is a next page.
        take: limit + 1,
      }),
      readUndos(client, tenantId),
      client.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }),
    ])
    if (!tenant) throw noTenant(tenantId)
    const page = records.slice(0, limit)
    return {
      items: page.map((record) => toBulkEdit(record, undos.get(record.id) ?? null)),
      nextCursor: records.length > limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

/**
 * Mailboxes that a bulk edit left alone, each with why, the first ones of them. Those that matched no longer when it began are counted by
 * the bulk edit but not known one by one. Throws `not-found`, `unavailable`.
 */
export async function listBulkExceptions(tenantId: string, id: string): Promise<BulkExceptions> {
  return readDatabase(async (client) => {
    const record = await client.bulkEdit.findUnique({ where: { id }, select: { tenantId: true } })
    if (record?.tenantId !== tenantId) throw noBulkEdit()
    const [[counted], items] = await Promise.all([
      client.$queryRaw<{ total: bigint }[]>`
        SELECT count(*) AS total FROM bulk_edit_targets
        WHERE bulk_edit_id = ${id}::uuid AND outcome NOT IN ('changed', 'alike')`,
      client.$queryRaw<{ id: string; number: string | null; owner: string | null; outcome: BulkOutcome }[]>`
        SELECT target.mailbox_id AS id, number, owner, outcome FROM bulk_edit_targets target
        LEFT JOIN mailboxes ON mailboxes.id = target.mailbox_id
        WHERE bulk_edit_id = ${id}::uuid AND outcome NOT IN ('changed', 'alike')
        ORDER BY ordinal LIMIT ${bulkLimits.exceptionsShown}`,
    ])
    return { total: Number(counted?.total ?? 0), items }
  })
}
