import 'server-only'
import type { Author } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import type { BulkEdit, StoredChange } from '../bulk-schema'
import { bulkLimits } from '../bulk-vocabulary'
import { type BulkWork, lockBulkEdit, readUndos, toBulkWork } from './bulk-edit-repository'
import { deedOf, settingChanges } from './bulk-effect'
import { advanceBulkEdits } from './bulk-jobs'
import { insertBulkEdit } from './start-bulk-edit'

function wayBack(work: BulkWork): StoredChange {
  const settings = settingChanges(work.change).map(({ setting }) => setting)
  return { kind: 'undo', of: work.id, deed: deedOf(work.change), settings }
}

function requireUndoable(work: BulkWork): void {
  if (!work.finishedAt)
    throw new AppError('conflict', 'This bulk edit is not finished yet.', { action: 'Cancel it first.' })
  if (work.change.kind === 'replace-profile' && work.state === 'done') {
    throw new AppError(
      'conflict',
      `The profile ${work.change.profileName} is deleted: its mailboxes cannot get it back.`,
      {
        action: 'The audit log keeps what it was: add it anew, then choose its mailboxes.',
      },
    )
  }
  if (Date.now() - work.finishedAt.getTime() > bulkLimits.undoDays * 86_400_000) {
    throw new AppError(
      'conflict',
      `This bulk edit ended more than ${bulkLimits.undoDays} days ago and can no longer be undone.`,
    )
  }
  if (!work.counts.changed) throw new AppError('conflict', 'This bulk edit changed nothing.')
}

/**
 * Starts a bulk edit that gives back what an earlier one changed. Mailboxes that somebody changed since are left alone, counted and
 * listed. Throws `forbidden`, `not-found`, `conflict` when it is not finished, too old, the deletion of a profile, undone already or changed nothing.
 */
export async function undoBulkEdit(author: Author, tenantId: string, id: string): Promise<BulkEdit> {
  requirePermission(author.actor, 'voicemail:write')
  const started = await transaction(async (tx) => {
    const work = toBulkWork(await lockBulkEdit(tx, tenantId, id))
    requireUndoable(work)
    if ((await readUndos(tx, tenantId)).has(id)) throw new AppError('conflict', 'This bulk edit is undone already.')
    return insertBulkEdit(tx, author, tenantId, {
      selection: { kind: 'changed-by', bulkEditId: id },
      change: wayBack(work),
      previewedAt: new Date(),
      previewedTotal: work.counts.changed ?? 0,
    })
  })
  await enqueue(advanceBulkEdits, {})
  return started
}
