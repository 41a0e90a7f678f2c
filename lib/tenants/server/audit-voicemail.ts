import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import type { Transaction } from '@/lib/db/transaction'

/**
 * Notes what goes with a tenant: its dial plan, its system values and its voicemail profiles, each as it was, so that somebody
 * could set them up again. Call before the tenant is deleted, in the same transaction.
 */
export async function auditVoicemailOf(tx: Transaction, author: Author, tenantId: string): Promise<void> {
  // Locked, so that what is noted is what goes.
  await tx.$queryRaw`SELECT tenant_id FROM dial_plans WHERE tenant_id = ${tenantId} FOR UPDATE`
  await tx.$queryRaw`SELECT tenant_id FROM voicemail_systems WHERE tenant_id = ${tenantId} FOR UPDATE`
  await tx.$queryRaw`SELECT id FROM voicemail_profiles WHERE tenant_id = ${tenantId} ORDER BY id FOR UPDATE`
  const settings = { tenantId: true, updatedAt: true, version: true } as const
  const dialPlan = await tx.dialPlan.findUnique({ where: { tenantId }, omit: settings })
  const system = await tx.voicemailSystem.findUnique({ where: { tenantId }, omit: settings })
  const profiles = await tx.voicemailProfile.findMany({
    where: { tenantId },
    omit: { ...settings, createdAt: true },
    orderBy: { id: 'asc' },
  })
  const ofTenant = { ...author, entityId: tenantId, tenantId }
  if (dialPlan) {
    await writeAudit(tx, { ...ofTenant, action: 'dial-plan.delete', entityType: 'dial-plan', before: dialPlan })
  }
  if (system) {
    await writeAudit(tx, {
      ...ofTenant,
      action: 'voicemail-system.delete',
      entityType: 'voicemail-system',
      before: system,
    })
  }
  for (const { id, ...before } of profiles) {
    const entity = { entityType: 'voicemail-profile', entityId: id } as const
    await writeAudit(tx, { ...ofTenant, ...entity, action: 'voicemail-profile.delete', before })
  }
}
