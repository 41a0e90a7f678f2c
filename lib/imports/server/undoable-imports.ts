import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { importLimits } from '../vocabulary'

/**
 * Imports that were there before `deletedBefore` and whose undo is possible, asked for, or under way: after a long pause they can give back
 * what they deleted longer ago than anybody may restore it by hand. Usually none. Throws `unavailable`.
 */
export async function undoableImports(now: Date, deletedBefore: Date): Promise<string[]> {
  const endedSince = new Date(now.getTime() - importLimits.undoDays * 86_400_000)
  const imports = await readDatabase((client) =>
    client.mailboxImport.findMany({
      where: {
        createdAt: { lte: deletedBefore },
        mode: { not: null },
        OR: [
          { finishedAt: null },
          { finishedAt: { gte: endedSince } },
          { state: { in: ['queued', 'applying', 'paused', 'reverting'] } },
        ],
      },
      select: { id: true },
    }),
  )
  return imports.map(({ id }) => id)
}
