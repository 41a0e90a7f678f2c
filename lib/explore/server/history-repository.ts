import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/auth/model'
import type { QueryHistoryEntry } from '@/lib/db/generated/client'
import { readDatabase, type Transaction } from '@/lib/db/transaction'
import type { HistoryEntry } from '../schema'
import { historyLimits, type QueryMode, queryModes } from '../vocabulary'

/** History belongs to people; the system has none. */
export type Owner = Extract<Actor, { kind: 'user' }>

export function digestOf(query: string): string {
  return createHash('sha256').update(query, 'utf8').digest('hex')
}

const toMode = (word: string): QueryMode => queryModes.find((mode) => mode === word) ?? 'range'

export function toHistoryEntry({ id, query, mode, region, starred, runs, ranAt }: QueryHistoryEntry): HistoryEntry {
  return { id, query, mode: toMode(mode), region, starred, runs, ranAt: ranAt.toISOString() }
}

/** The person's own entries, starred ones first, newest first. Throws `unavailable`. */
export async function readHistory(userId: string): Promise<HistoryEntry[]> {
  const records = await readDatabase((client) =>
    client.queryHistoryEntry.findMany({
      where: { userId },
      orderBy: [{ starred: 'desc' }, { ranAt: 'desc' }, { id: 'desc' }],
      take: historyLimits.kept + historyLimits.starred,
    }),
  )
  return records.map(toHistoryEntry)
}

/** Forgets what is neither starred nor among the newest. */
export async function pruneHistory(tx: Transaction, userId: string): Promise<void> {
  const surplus = await tx.queryHistoryEntry.findMany({
    where: { userId, starred: false },
    orderBy: [{ ranAt: 'desc' }, { id: 'desc' }],
    skip: historyLimits.kept,
    select: { id: true },
  })
  if (surplus.length === 0) return
  await tx.queryHistoryEntry.deleteMany({ where: { userId, starred: false, id: { in: surplus.map(({ id }) => id) } } })
}
