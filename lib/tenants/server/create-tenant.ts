import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { type CreateTenant, type Tenant, tenantsWritePermission } from '../schema'
import { showChange } from './feed'
import { auditedTenant, requireRegion, toTenant } from './repository'

/** Adds a tenant. Throws `forbidden`, `invalid-input` for an unknown region, `conflict` with field `id`, `unavailable`. */
export async function createTenant(author: Author, tenant: CreateTenant): Promise<Tenant> {
  requirePermission(author.actor, tenantsWritePermission)
  requireRegion(tenant.region)
  const record = await transaction(async (tx) => {
    const created = await tx.tenant.create({ data: tenant })
    const entity = { entityType: 'tenant', entityId: tenant.id, tenantId: tenant.id } as const
    await writeAudit(tx, { ...author, ...entity, action: 'tenant.create', after: auditedTenant(created) })
    return created
  })
  showChange()
  return toTenant(record)
}
