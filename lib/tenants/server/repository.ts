import 'server-only'
import { versionConflict } from '@/lib/db/errors'
import type { Tenant as TenantRecord } from '@/lib/db/generated/client'
import { readDatabase, type Transaction } from '@/lib/db/transaction'
import { regions } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { Tenant } from '../schema'

export function toTenant(record: TenantRecord): Tenant {
  return { ...record, createdAt: record.createdAt.toISOString(), updatedAt: record.updatedAt.toISOString() }
}

/** What the audit log keeps of a tenant. */
export function auditedTenant({ name, region, cloud, portalUrl, enabled }: TenantRecord) {
  return { name, region, cloud, portalUrl, enabled }
}

/** Every tenant. Throws `unavailable` while the database is away. */
export async function readTenants(): Promise<Tenant[]> {
  const records = await readDatabase((client) => client.tenant.findMany())
  return records.map(toTenant)
}

/** Throws `invalid-input` for a region that this console does not serve: nobody would probe the tenant. */
export function requireRegion(id: string | undefined): void {
  if (id === undefined || regions().some((region) => region.id === id)) return
  const message = `is not a region of this console; it has ${regions()
    .map((region) => region.id)
    .join(', ')}`
  throw new AppError('invalid-input', `region: ${message}`, { fields: [{ path: 'region', message }] })
}

/** The tenant at `version`, its row locked until the transaction ends. Throws `not-found`, or `conflict` when it has moved on. */
export async function lockTenant(tx: Transaction, id: string, version: number): Promise<TenantRecord> {
  await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${id} FOR UPDATE`
  const record = await tx.tenant.findUnique({ where: { id } })
  if (!record) throw noTenant(id)
  if (record.version !== version) throw versionConflict(`tenant ${id}`)
  return record
}
