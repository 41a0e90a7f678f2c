import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { type Tenant, type TenantChange, tenantsWritePermission } from '../schema'
import { showChange } from './feed'
import { auditedTenant, lockTenant, requireRegion, toTenant } from './repository'

/**
 * Changes what is given of a tenant at `version`; `enabled` switches its checks on and off. Throws `forbidden`, `not-found`,
 * `conflict` when someone else was first, `invalid-input` for an unknown region, `unavailable`.
 */
export async function updateTenant(author: Author, id: string, version: number, change: TenantChange): Promise<Tenant> {
  requirePermission(author.actor, tenantsWritePermission)
  requireRegion(change.region)
  const record = await transaction(async (tx) => {
    const before = await lockTenant(tx, id, version)
    const after = await tx.tenant.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } })
    await writeAudit(tx, {
      ...author,
      action: 'tenant.update',
      entityType: 'tenant',
      entityId: id,
      tenantId: id,
      before: auditedTenant(before),
      after: auditedTenant(after),
    })
    return after
  })
  showChange()
  return toTenant(record)
}
