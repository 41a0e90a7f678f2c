import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { tenantsWritePermission } from '../schema'
import { auditVoicemailOf } from './audit-voicemail'
import { showChange } from './feed'
import { auditedTenant, lockTenant } from './repository'

/**
 * Removes a tenant at `version` with its dial plan, system values and voicemail profiles, each of which the audit log keeps as it
 * was; what Prometheus holds of it stays. Throws `forbidden`, `not-found`, `conflict`
 * when someone has changed it since or it still has mailboxes, deleted ones that can be restored among them, `unavailable`.
 */
export async function deleteTenant(author: Author, id: string, version: number): Promise<void> {
  requirePermission(author.actor, tenantsWritePermission)
  await transaction(async (tx) => {
    const before = await lockTenant(tx, id, version)
    const mailboxes = await tx.mailbox.count({ where: { tenantId: id } })
    if (mailboxes > 0) {
      throw new AppError(
        'conflict',
        `Tenant ${id} still has mailboxes: ${mailboxes}, those that can be restored among them.`,
        {
          action: 'Delete the mailboxes first, or disable the tenant instead.',
        },
      )
    }
    await auditVoicemailOf(tx, author, id)
    await tx.tenant.delete({ where: { id } })
    const entity = { entityType: 'tenant', entityId: id, tenantId: id } as const
    await writeAudit(tx, { ...author, ...entity, action: 'tenant.delete', before: auditedTenant(before) })
  })
  showChange()
}
