import 'server-only'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { explorePermission } from '../vocabulary'
import type { Owner } from './history-repository'

/** Deletes one of the person's own entries, or with null all that are not starred. Gone already is as good. Throws `forbidden`, `unavailable`. */
export async function deleteHistory(actor: Owner, id: string | null): Promise<{ deleted: number }> {
  requirePermission(actor, explorePermission)
  const where = id === null ? { userId: actor.id, starred: false } : { userId: actor.id, id }
  const { count } = await transaction((tx) => tx.queryHistoryEntry.deleteMany({ where }))
  return { deleted: count }
}
