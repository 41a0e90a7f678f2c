import { auditPermission } from '@/lib/audit/schema'
import { type Actor, can } from '@/lib/auth/model'
import { tenantsWritePermission } from '@/lib/tenants/schema'

/** What the person who looks may do with tenants; the verbs decide again. */
export type TenantReader = { canWrite: boolean; canReadAudit: boolean }

export function tenantReader(actor: Actor | null): TenantReader {
  return {
    canWrite: actor !== null && can(actor, tenantsWritePermission),
    canReadAudit: actor !== null && can(actor, auditPermission),
  }
}
