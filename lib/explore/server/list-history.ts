import 'server-only'
import { requirePermission } from '@/lib/auth/require-permission'
import type { HistoryEntry } from '../schema'
import { explorePermission } from '../vocabulary'
import { type Owner, readHistory } from './history-repository'

/** What this person ran; nobody else's. Throws `forbidden`, `unavailable`. */
export async function listHistory(actor: Owner): Promise<{ items: HistoryEntry[] }> {
  requirePermission(actor, explorePermission)
  return { items: await readHistory(actor.id) }
}
