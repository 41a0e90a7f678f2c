import 'server-only'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { HistoryEntry } from '../schema'
import { explorePermission, historyLimits } from '../vocabulary'
import { type Owner, pruneHistory, toHistoryEntry } from './history-repository'

/**
 * Stars one of the person's own entries, which is then kept until it is unstarred. Throws `forbidden`, `not-found`, `conflict` when
 * as many are starred as may be, `unavailable`.
 */
export async function starQuery(actor: Owner, id: string, starred: boolean): Promise<HistoryEntry> {
  requirePermission(actor, explorePermission)
  const record = await transaction(async (tx) => {
    // Two tabs that star at once wait for each other, so that the limit holds.
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${actor.id}::uuid FOR UPDATE`
    const count = await tx.queryHistoryEntry.count({ where: { userId: actor.id, starred: true, NOT: { id } } })
    if (starred && count >= historyLimits.starred) {
      throw new AppError('conflict', `You have starred ${count} queries, which is as many as you may.`, {
        action: 'Unstar one first.',
      })
    }
    const { count: changed } = await tx.queryHistoryEntry.updateMany({
      where: { id, userId: actor.id },
      data: { starred },
    })
    if (changed === 0) throw new AppError('not-found', 'This query is no longer in your history.')
    const entry = await tx.queryHistoryEntry.findUniqueOrThrow({ where: { id } })
    await pruneHistory(tx, actor.id)
    return entry
  })
  return toHistoryEntry(record)
}
