import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { DialPlan } from '../schema'
import { countMailboxes, toDialPlan } from './repository'

/** A tenant's dial plan. Throws `not-found` for an unknown tenant, `unavailable` while the database is away. */
export async function getDialPlan(tenantId: string): Promise<DialPlan> {
  return readDatabase(async (client) => {
    const [record, mailboxCount] = await Promise.all([
      client.dialPlan.findUnique({ where: { tenantId } }),
      countMailboxes(client, tenantId),
    ])
    if (!record) throw noTenant(tenantId)
    return toDialPlan(record, mailboxCount)
  })
}
