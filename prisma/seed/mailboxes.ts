import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/auth/model'
import type { Transaction } from '@/lib/db/transaction'
import { generateMailboxes } from '@/lib/testing/mailboxes'

/** What a contact centre might have beside the built-in profile. */
const profiles = [
  { name: 'Service desk', maxMessageCount: 60, maxDurationSeconds: 120, retentionDays: 30 },
  { name: 'Executives', maxMessageCount: 200, maxDurationSeconds: 300, retentionDays: 60 },
  { name: 'Seasonal staff', maxMessageCount: 20, maxDurationSeconds: 45, retentionDays: 10 },
]

async function seedProfiles(tx: Transaction, tenantId: string): Promise<string[]> {
  const { emailBody, emailSubject } = await tx.voicemailProfile.findFirstOrThrow({ where: { tenantId, builtIn: true } })
  const rows = profiles.map((profile) => ({ id: randomUUID(), tenantId, emailBody, emailSubject, ...profile }))
  await tx.voicemailProfile.createMany({ data: rows })
  return rows.map(({ id }) => id)
}

/** Gives a tenant that never had a mailbox some, with profiles, and switches its voicemail on. Each leaves its audit row. */
export async function seedMailboxes(tx: Transaction, actor: Actor, tenantId: string, count: number): Promise<void> {
  const [tenant, present] = await Promise.all([
    tx.tenant.findUnique({ where: { id: tenantId } }),
    tx.mailbox.findFirst({ where: { tenantId }, select: { id: true } }),
  ])
  if (!tenant || present) return
  const client = { query: (sql: string, values: unknown[]) => tx.$executeRawUnsafe(sql, ...values) }
  await generateMailboxes(client, { tenantId, count, profileIds: await seedProfiles(tx, tenantId) })
  // Nothing happened to them since: their history, which begins below, says so, too.
  await tx.$executeRaw`UPDATE mailboxes SET updated_at = created_at WHERE tenant_id = ${tenantId}`
  await tx.dialPlan.update({ where: { tenantId }, data: { voicemailEnabled: true } })
  await tx.$executeRaw`
    INSERT INTO audit_entries (at, actor_kind, actor_name, action, entity_type, entity_id, tenant_id, after)
    SELECT m.created_at, ${actor.kind}, ${actor.name}, 'mailbox.create', 'mailbox', m.id::text, m.tenant_id,
      jsonb_build_object('number', m.number, 'type', m.type, 'owner', m.owner, 'profile', p.name, 'locale', m.locale)
    FROM mailboxes m LEFT JOIN voicemail_profiles p ON p.id = m.profile_id WHERE m.tenant_id = ${tenantId} ORDER BY m.created_at`
}
