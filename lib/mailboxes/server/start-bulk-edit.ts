import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import type { BulkEdit, StartBulkEdit, StoredChange, StoredSelection } from '../bulk-schema'
import { bulkLimits } from '../bulk-vocabulary'
import { frozenSelection, requireKnownProfile, toBulkEdit } from './bulk-edit-repository'
import { advanceBulkEdits } from './bulk-jobs'
import { type Inheritance, readInheritance } from './repository'

type BulkRequest = {
  selection: StoredSelection
  change: StoredChange
  previewedAt: Date
  previewedTotal: number
}

/** Throws `conflict` when what the preview showed may no longer be so for reasons that no mailbox carries. */
function requireFreshPreview(previewedAt: Date, { profiles, system }: Inheritance): void {
  const ageMs = Date.now() - previewedAt.getTime()
  const changedAt = Math.max(
    system.updatedAt.getTime(),
    ...[...profiles.values()].map((one) => one.updatedAt.getTime()),
  )
  if (ageMs >= 0 && ageMs < bulkLimits.previewHours * 3_600_000 && changedAt <= previewedAt.getTime()) return
  throw new AppError(
    'conflict',
    'The preview is out of date: profiles or system values changed after it, or it is a day old.',
    {
      action: 'Look at the preview again, then start.',
    },
  )
}

async function requireRoom(tx: Transaction, tenantId: string): Promise<void> {
  const unfinished = await tx.bulkEdit.count({ where: { tenantId, finishedAt: null } })
  if (unfinished < bulkLimits.unfinished) return
  throw new AppError('rate-limited', `${unfinished} bulk edits of this tenant are not finished yet.`, {
    action: 'Wait until one ends, or cancel one.',
  })
}

/** Puts a bulk edit on the list in a transaction of the caller's. */
export async function insertBulkEdit(
  tx: Transaction,
  author: Author,
  tenantId: string,
  request: BulkRequest,
): Promise<BulkEdit> {
  await requireRoom(tx, tenantId)
  const { actor } = author
  const record = await tx.bulkEdit.create({
    data: { tenantId, actorId: actor.kind === 'user' ? actor.id : null, actorName: actor.name, ...request },
  })
  await writeAudit(tx, {
    ...author,
    action: 'bulk-edit.start',
    entityType: 'bulk-edit',
    entityId: record.id,
    tenantId,
    after: { selection: request.selection, change: request.change, mailboxes: request.previewedTotal },
  })
  return toBulkEdit(record, null)
}

/**
 * Starts a bulk edit that somebody saw a preview of; the worker does it. Mailboxes that were changed after the preview are left alone and
 * counted. Throws `forbidden`, `not-found` for the tenant, `invalid-input` for an unknown profile, `conflict` for a preview that is out
 * of date, `rate-limited`, `unavailable`.
 */
export async function startBulkEdit(author: Author, tenantId: string, asked: StartBulkEdit): Promise<BulkEdit> {
  requirePermission(author.actor, 'voicemail:write')
  const { previewedAt: at, ...rest } = asked
  const previewedAt = new Date(at)
  const started = await transaction(async (tx) => {
    const inheritance = await readInheritance(tx, tenantId)
    requireKnownProfile(asked.change, inheritance)
    requireFreshPreview(previewedAt, inheritance)
    const selection = frozenSelection(asked.selection, inheritance)
    return insertBulkEdit(tx, author, tenantId, { ...rest, selection, previewedAt })
  })
  await enqueue(advanceBulkEdits, {})
  return started
}
