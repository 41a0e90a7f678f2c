import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { formatNumber } from '@/lib/format/number'
import { addedCounts, type BulkProgress, type BulkWork, isFrozen, selectionCondition } from './bulk-edit-repository'

const nothingChanged = 'Nothing was changed. Look at the preview again, then start.'

function failed(reason: string): BulkProgress {
  return { state: 'failed', finishedAt: new Date(), reason: `${reason} ${nothingChanged}` }
}

/** The next mailboxes of the selection as rows to insert: id, version and what an undo gives back. Null when there can be none. */
function foundMailboxes(work: BulkWork, size: number): Prisma.Sql | null {
  const after = work.collectedUpTo ?? '00000000-0000-0000-0000-000000000000'
  const { selection } = work
  if (selection.kind === 'changed-by') {
    return Prisma.sql`SELECT mailbox_id AS id, version + 1 AS version, before AS wanted FROM bulk_edit_targets
      WHERE bulk_edit_id = ${selection.bulkEditId}::uuid AND outcome = 'changed' AND mailbox_id > ${after}::uuid
      ORDER BY mailbox_id LIMIT ${size}`
  }
  if (selection.kind === 'using-profile') {
    return Prisma.sql`SELECT id, version, NULL::jsonb AS wanted FROM mailboxes
      WHERE tenant_id = ${work.tenantId} AND profile_id = ${selection.profileId}::uuid AND id > ${after}::uuid
      ORDER BY id LIMIT ${size}`
  }
  if (!isFrozen(selection)) return null
  const condition = selectionCondition(work.tenantId, selection)
  if (!condition) return null
  return Prisma.sql`SELECT id, version, NULL::jsonb AS wanted FROM mailboxes
    WHERE ${condition} AND updated_at <= ${work.previewedAt} AND id > ${after}::uuid ORDER BY id LIMIT ${size}`
}

/**
 * Writes down which mailboxes, `size` of them at a time. What matched in the preview and does not any more is counted at the end. Nothing is
 * changed before all are found: a bulk edit that finds more than its preview showed ends here as failed.
 */
export async function collectBulkTargets(tx: Transaction, work: BulkWork, size: number): Promise<BulkProgress> {
  const { selection, previewedTotal } = work
  if (selection.kind === 'matching' && !isFrozen(selection)) {
    return failed(
      'It was started by an earlier version of Patchboard, which did not keep what its mailboxes inherited.',
    )
  }
  const found = foundMailboxes(work, size)
  const [row] = found
    ? await tx.$queryRaw<{ count: bigint; last: string | null }[]>`
        WITH inserted AS (
          INSERT INTO bulk_edit_targets (bulk_edit_id, ordinal, mailbox_id, version, wanted)
          SELECT ${work.id}::uuid, ${work.total}::int + row_number() OVER (ORDER BY id), id, version, wanted FROM (${found}) AS found
          RETURNING mailbox_id)
        SELECT count(*) AS count, max(mailbox_id::text) AS last FROM inserted`
    : []
  const count = Number(row?.count ?? 0)
  const total = work.total + count
  if (selection.kind === 'using-profile') {
    // Nobody was shown which they are: all that have the profile get another.
    return count === size ? { total, collectedUpTo: row?.last } : { total, state: 'running' }
  }
  if (total > previewedTotal) {
    const shown = `the preview showed ${formatNumber(previewedTotal)}`
    return { ...failed(`More mailboxes match than were previewed: ${formatNumber(total)} so far; ${shown}.`), total }
  }
  if (count === size) return { total, collectedUpTo: row?.last }
  const counts = addedCounts(work.counts, [{ outcome: 'changed-since', count: previewedTotal - total }])
  return { total, state: 'running', counts }
}
