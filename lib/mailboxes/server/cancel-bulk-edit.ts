import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import type { BulkEdit } from '../bulk-schema'
import { lockBulkEdit, toBulkEdit } from './bulk-edit-repository'
import { advanceBulkEdits } from './bulk-jobs'

/**
 * Asks a bulk edit to end after the batch that runs now. What it changed until then stays, and can be undone. Throws `forbidden`,
 * `not-found`, `conflict` when it has ended already, `unavailable`.
 */
export async function cancelBulkEdit(author: Author, tenantId: string, id: string): Promise<BulkEdit> {
  requirePermission(author.actor, 'voicemail:write')
  const cancelled = await transaction(async (tx) => {
    const before = await lockBulkEdit(tx, tenantId, id)
    if (before.finishedAt) throw new AppError('conflict', 'This bulk edit has ended already.')
    if (before.cancelRequestedAt) return toBulkEdit(before, null)
    const after = await tx.bulkEdit.update({ where: { id }, data: { cancelRequestedAt: new Date() } })
    await writeAudit(tx, {
      ...author,
      action: 'bulk-edit.cancel',
      entityType: 'bulk-edit',
      entityId: id,
      tenantId,
      before: { done: before.done, total: before.total },
    })
    return toBulkEdit(after, null)
  })
  await enqueue(advanceBulkEdits, {})
  return cancelled
}
