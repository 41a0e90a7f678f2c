import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { versionConflict } from '@/lib/db/errors'
import type { VoicemailSystem as SystemRecord } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { VoicemailSystem, VoicemailSystemChange } from '../system-schema'
import { toVoicemailSystem } from './voicemail-system-repository'

const audited = ({ outputPhoneNumber, locale, timeZone }: SystemRecord) => ({ outputPhoneNumber, locale, timeZone })

/**
 * Changes what is given of a tenant's system values at `version`; every mailbox without a value of its own follows at once. Throws
 * `forbidden`, `not-found`, `conflict` when someone else was first, `unavailable`.
 */
export async function updateVoicemailSystem(
  author: Author,
  tenantId: string,
  version: number,
  change: VoicemailSystemChange,
): Promise<VoicemailSystem> {
  requirePermission(author.actor, 'voicemail:write')
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT tenant_id FROM voicemail_systems WHERE tenant_id = ${tenantId} FOR UPDATE`
    const before = await tx.voicemailSystem.findUnique({ where: { tenantId } })
    if (!before) throw noTenant(tenantId)
    if (before.version !== version) throw versionConflict(`the system values of tenant ${tenantId}`)
    const after = await tx.voicemailSystem.update({
      where: { tenantId, version },
      data: { ...change, version: { increment: 1 } },
    })
    await writeAudit(tx, {
      ...author,
      action: 'voicemail-system.update',
      entityType: 'voicemail-system',
      entityId: tenantId,
      tenantId,
      before: audited(before),
      after: audited(after),
    })
    return toVoicemailSystem(tx, after)
  })
}
