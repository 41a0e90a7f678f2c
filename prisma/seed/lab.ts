import { z } from 'zod'
import { createUserSchema, passwordSchema } from '@/lib/access/schema'
import { auditedUser, awake, insertUser, updateUserRow } from '@/lib/access/server/repository'
import { toAuditJson } from '@/lib/audit/model'
import { writeAudit } from '@/lib/audit/write-audit'
import type { Actor } from '@/lib/auth/model'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { createDatabase } from '@/lib/db/client'
import type { PrismaClient, Tenant } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { type CreateTenant, createTenantSchema, tenantIdSchema } from '@/lib/tenants/schema'
import { seedMailboxes } from './mailboxes'

/** What a lab is filled with. The lab keeps the passwords; they are generated, never built in. */
export const labSeedSchema = z.object({
  tenants: z.array(createTenantSchema).max(50_000),
  users: z.array(createUserSchema.extend({ password: passwordSchema })).max(100),
  /** How many mailboxes a tenant that has none gets. */
  mailboxes: z.array(z.object({ tenantId: tenantIdSchema, count: z.number().int().min(1).max(100_000) })).default([]),
})
export type LabSeed = z.infer<typeof labSeedSchema>
type LabUser = LabSeed['users'][number]

export type LabSeedResult = {
  tenants: { created: number; moved: number; removed: number }
  users: { created: number; restored: number }
}

const actor: Actor = { kind: 'system', name: 'lab seed' }

type AuditedTenant = Pick<CreateTenant, 'id' | 'name' | 'region' | 'cloud' | 'portalUrl' | 'enabled'>

/** As one JSON value each: thousands of rows as parameters of their own would take the client many seconds. */
async function auditTenants(
  tx: Transaction,
  action: 'tenant.create' | 'tenant.delete',
  changes: { before?: AuditedTenant; after?: AuditedTenant }[],
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({
    id: after?.id ?? before?.id,
    before: toAuditJson(before),
    after: toAuditJson(after),
  }))
  await tx.$executeRaw`
    INSERT INTO audit_entries (actor_kind, actor_name, action, entity_type, entity_id, tenant_id, before, after)
    SELECT ${actor.kind}, ${actor.name}, ${action}, 'tenant', id, id, before, after
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, before jsonb, after jsonb)`
}

async function insertTenants(tx: Transaction, tenants: readonly CreateTenant[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO tenants (id, name, region, cloud, portal_url, enabled)
    SELECT id, name, region, cloud, "portalUrl", enabled
    FROM jsonb_to_recordset(${JSON.stringify(tenants)}::jsonb)
      AS r(id text, name text, region text, cloud text, "portalUrl" text, enabled boolean)`
}

/** `portal.localhost` of `http://t2100.portal.localhost:8080/`: what the portals of one lab have in common. */
function domainOf(portalUrl: string): string {
  return new URL(portalUrl).hostname.split('.').slice(1).join('.')
}

/** The same portal at another port: the lab took the next free one. What a person changed otherwise is left alone. */
function hasMoved(before: Tenant, after: CreateTenant): boolean {
  const [old, fresh] = [new URL(before.portalUrl), new URL(after.portalUrl)]
  return old.hostname === fresh.hostname && old.port !== fresh.port
}

async function seedTenants(tx: Transaction, tenants: readonly CreateTenant[]): Promise<LabSeedResult['tenants']> {
  const present = new Map((await tx.tenant.findMany()).map((tenant) => [tenant.id, tenant]))
  const wanted = new Set(tenants.map((tenant) => tenant.id))
  const domains = new Set(tenants.map((tenant) => domainOf(tenant.portalUrl)))

  const created = tenants.filter((tenant) => !present.has(tenant.id))
  await insertTenants(tx, created)
  await auditTenants(
    tx,
    'tenant.create',
    created.map((after) => ({ after })),
  )

  const moved = tenants.flatMap((tenant) => {
    const before = present.get(tenant.id)
    return before && hasMoved(before, tenant) ? [{ before, after: { ...before, portalUrl: tenant.portalUrl } }] : []
  })
  // Not audited: with each start of a lab it would say only that the lab has started.
  for (const { before, after } of moved) {
    await tx.tenant.update({
      where: { id: before.id },
      data: { portalUrl: after.portalUrl, version: { increment: 1 } },
    })
  }

  // A lab started smaller than before: its other portals answer no more. Tenants that somebody gave mailboxes stay.
  const inUse = new Set((await tx.mailbox.groupBy({ by: ['tenantId'] })).map(({ tenantId }) => tenantId))
  const removed = [...present.values()].filter(
    ({ id, portalUrl }) => !wanted.has(id) && domains.has(domainOf(portalUrl)) && !inUse.has(id),
  )
  await tx.$executeRaw`DELETE FROM tenants WHERE id = ANY(${removed.map(({ id }) => id)})`
  await auditTenants(
    tx,
    'tenant.delete',
    removed.map((before) => ({ before })),
  )
  return { created: created.length, moved: moved.length, removed: removed.length }
}

async function seedUser(prisma: PrismaClient, user: LabUser): Promise<'created' | 'restored' | 'kept'> {
  const { password, ...account } = user
  const resting = { throttles: { where: { lockedUntil: { gt: new Date() } } } }
  const present = await prisma.user.findUnique({ where: { email: account.email }, include: resting })
  if (!present) {
    const passwordHash = await hashPassword(password)
    await prisma.$transaction((tx) => insertUser(tx, { actor }, account, passwordHash))
    return 'created'
  }
  const isUsable = present.disabledAt === null && present.lockedUntil === null && present.throttles.length === 0
  if (isUsable && (await verifyPassword(present.passwordHash, password))) return 'kept'
  const passwordHash = await hashPassword(password)
  await prisma.$transaction(async (tx) => {
    const free = { disabledAt: null, ...awake, sessionVersion: { increment: 1 } }
    const after = await updateUserRow(tx, present, present.version, { ...free, passwordHash })
    const snapshots = { before: auditedUser(present), after: auditedUser(after) }
    await writeAudit(tx, { actor, action: 'user.reset-password', entityType: 'user', entityId: after.id, ...snapshots })
  })
  return 'restored'
}

/**
 * Fills a lab's database: tenants that are missing are added, those whose port moved follow it, those of the same domain that
 * are not given are removed; tenants without mailboxes get some; people are added, or get their password back. Running it again changes nothing. Throws ZodError
 * for a seed of another shape, and what the database throws.
 */
export async function seedLab(databaseUrl: string, seed: unknown): Promise<LabSeedResult> {
  const { tenants, users, mailboxes } = labSeedSchema.parse(seed)
  const database = createDatabase({ databaseUrl, applicationName: 'patchboard-seed', statementTimeoutMs: 60_000 })
  try {
    const people = { created: 0, restored: 0, kept: 0 }
    const seeded = await database.prisma.$transaction((tx) => seedTenants(tx, tenants), { timeout: 120_000 })
    for (const { tenantId, count } of mailboxes) {
      await database.prisma.$transaction((tx) => seedMailboxes(tx, actor, tenantId, count), { timeout: 120_000 })
    }
    for (const user of users) people[await seedUser(database.prisma, user)] += 1
    return { tenants: seeded, users: { created: people.created, restored: people.restored } }
  } finally {
    await database.close()
  }
}
