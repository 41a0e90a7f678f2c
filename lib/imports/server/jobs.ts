import 'server-only'
import { z } from 'zod'
import { withBulkConnection } from '@/lib/db/bulk-connection'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { defineJob } from '@/lib/jobs/define-job'
import { storage } from '@/lib/storage/instance'
import { importLimits } from '../vocabulary'
import { advanceImport } from './advance-import'
import { partKey } from './uploaded-file'

/**
 * Works on every import that has something to do, in turns, until none is left. Its list is the table, not the queue: a job that was lost
 * with its worker loses nothing, as the next one goes on where the table says. Any number of workers may run it at once.
 */
export const advanceImports = defineJob({
  name: 'imports.advance',
  data: z.object({}),
  retryLimit: 5,
  expireInSeconds: 3600,
  cron: '* * * * *',
  atStart: true,
  run: async (_data, signal) => {
    while (!signal.aborted && (await advanceImport())) {
      // Each turn is a transaction of its own.
    }
  },
})

/** An upload that nobody finished, and rows that can no longer be undone, only take room. The import itself stays, with its file. */
export const forgetImports = defineJob({
  name: 'imports.forget',
  data: z.object({}),
  retryLimit: 2,
  expireInSeconds: 900,
  cron: '11 4 * * *',
  run: async () => {
    const now = Date.now()
    const dayAgo = new Date(now - 7 * 86_400_000)
    const abandoned = await readDatabase((client) =>
      client.mailboxImport.findMany({
        where: { state: 'uploading', createdAt: { lt: dayAgo } },
        select: { id: true, parts: true },
      }),
    )
    for (const { id, parts } of abandoned) {
      const files = await storage()
      for (let part = 1; part <= parts + 1; part += 1) await files.remove(partKey(id, part))
      await transaction((tx) => tx.mailboxImport.deleteMany({ where: { id, state: 'uploading' } }))
    }
    const before = new Date(now - importLimits.undoDays * 86_400_000)
    // A million rows take longer to delete than a statement of the pool may.
    await withBulkConnection(({ query }) =>
      query(
        `DELETE FROM mailbox_import_rows WHERE import_id IN (
           SELECT DISTINCT r.import_id FROM mailbox_import_rows r LEFT JOIN mailbox_imports i ON i.id = r.import_id
           WHERE i.id IS NULL OR (i.finished_at < $1 AND i.state NOT IN ('queued', 'applying', 'paused', 'reverting')))`,
        [before],
      ),
    )
  },
})
