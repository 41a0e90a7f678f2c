import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { VoicemailTenant } from '../schema'

/** A tenant's name and whether its voicemail is on: one row, however many mailboxes it has. Throws `not-found`, `unavailable`. */
export async function getVoicemailTenant(tenantId: string): Promise<VoicemailTenant> {
  const select = { id: true, name: true, dialPlan: { select: { voicemailEnabled: true } } } as const
  const record = await readDatabase((client) => client.tenant.findUnique({ where: { id: tenantId }, select }))
  if (!record?.dialPlan) throw noTenant(tenantId)
  return { id: record.id, name: record.name, voicemailEnabled: record.dialPlan.voicemailEnabled }
}
