import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { bulkLimits } from '../bulk-vocabulary'

/**
 * Bulk edits that were there before `deletedBefore` and whose undo is possible, asked for, or under way: where the worker stood still in
 * between, they can give back what they deleted longer ago than anybody may restore it by hand. Usually none. Throws `unavailable`.
 */
export async function undoableBulkEdits(now: Date, deletedBefore: Date): Promise<string[]> {
  const endedSince = new Date(now.getTime() - bulkLimits.undoDays * 86_400_000)
  const edits = await readDatabase(
    (client) => client.$queryRaw<{ id: string }[]>`
      SELECT id::text AS id FROM bulk_edits WHERE created_at <= ${deletedBefore} AND (finished_at IS NULL OR finished_at >= ${endedSince})
      UNION SELECT change ->> 'of' FROM bulk_edits WHERE finished_at IS NULL AND change ->> 'kind' = 'undo'`,
  )
  return edits.map(({ id }) => id)
}
