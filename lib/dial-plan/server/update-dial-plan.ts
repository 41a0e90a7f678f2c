import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { versionConflict } from '@/lib/db/errors'
import { transaction } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { DialPlan, DialPlanChange } from '../schema'
import { auditedDialPlan, countMailboxes, toDialPlan } from './repository'

/**
 * Changes what is given of a tenant's dial plan at `version`; `voicemailEnabled` switches voicemail on and off. Throws `forbidden`,
 * `not-found`, `conflict` when someone else was first, `unavailable`.
 */
export async function updateDialPlan(
  author: Author,
  tenantId: string,
  version: number,
  change: DialPlanChange,
): Promise<DialPlan> {
  requirePermission(author.actor, 'voicemail:write')
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT tenant_id FROM dial_plans WHERE tenant_id = ${tenantId} FOR UPDATE`
    const before = await tx.dialPlan.findUnique({ where: { tenantId } })
    if (!before) throw noTenant(tenantId)
    if (before.version !== version) throw versionConflict(`the dial plan of tenant ${tenantId}`)
    const after = await tx.dialPlan.update({
      where: { tenantId, version },
      data: { ...change, version: { increment: 1 } },
    })
    await writeAudit(tx, {
      ...author,
      action: 'dial-plan.update',
      entityType: 'dial-plan',
      entityId: tenantId,
      tenantId,
      before: auditedDialPlan(before),
      after: auditedDialPlan(after),
    })
    return toDialPlan(after, await countMailboxes(tx, tenantId))
  })
}
