import { auditPermission } from '@/lib/audit/schema'
import { type Actor, can } from '@/lib/auth/model'
import { tenantsWritePermission } from '@/lib/tenants/schema'

/** What the person who looks may do with tenants; the verbs decide again. */
export type TenantReader = { canWrite: boolean; canReadAudit: boolean }

export function tenantReader(actor: Actor): TenantReader {
  return {
    canWrite: can(actor, tenantsWritePermission),
    canReadAudit: can(actor, auditPermission),
  }
}
