import 'server-only'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import type { RecordQuery } from '../input-schema'
import type { HistoryEntry } from '../schema'
import { explorePermission } from '../vocabulary'
import { digestOf, type Owner, pruneHistory, toHistoryEntry } from './history-repository'

/**
 * Notes that a person ran an expression. The same text is one entry, which moves to the top. Not audited: it changes nothing of the
 * platform, and what people may delete must not stay in a log that keeps all. Throws `forbidden`, `unavailable`.
 */
export async function recordQuery(actor: Owner, { query, mode, region }: RecordQuery): Promise<HistoryEntry> {
  requirePermission(actor, explorePermission)
  const key = { userId: actor.id, digest: digestOf(query) }
  const record = await transaction(async (tx) => {
    const entry = await tx.queryHistoryEntry.upsert({
      where: { userId_digest: key },
      create: { ...key, query, mode, region },
      update: { mode, region, ranAt: new Date(), runs: { increment: 1 } },
    })
    await pruneHistory(tx, actor.id)
    return entry
  })
  return toHistoryEntry(record)
}
