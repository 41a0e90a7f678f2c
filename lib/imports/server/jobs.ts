import 'server-only'
import { z } from 'zod'
import { withBulkConnection } from '@/lib/db/bulk-connection'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { envPart } from '@/lib/env/env'
import { storageSettings, storageVariables } from '@/lib/env/storage'
import { defineJob } from '@/lib/jobs/define-job'
import { importLimits } from '../vocabulary'
import { advanceCheck } from './advance-check'
import { advanceImport } from './advance-import'
import { removeImportFiles, sweepImportFiles } from './sweep-import-files'

/**
 * A job that takes turns until there is nothing left to do. Its list is the table, not the queue: a job that was lost with its worker loses
 * nothing, as the next one goes on where the table says. Any number of workers may run it at once. `turns` begins anew with each job.
 */
const turnByTurn = (name: string, turns: () => () => Promise<boolean>) =>
  defineJob({
    name,
    data: z.object({}),
    retryLimit: 5,
    expireInSeconds: 3600,
    cron: '* * * * *',
    atStart: true,
    run: async (_data, signal) => {
      const turn = turns()
      while (!signal.aborted && (await turn())) {
        // Each turn is a transaction of its own.
      }
    },
  })

/** Checks the files that wait for it. A job of its own: long files keep no confirmed import waiting, and those keep no file waiting. */
export const checkImports = turnByTurn('imports.check', () => {
  const failed = new Set<string>()
  return () => advanceCheck(failed)
})

/** Applies and takes back the imports that have something to do. */
export const advanceImports = turnByTurn('imports.advance', () => advanceImport)

/**
 * An upload that nobody finished, a check that nobody confirmed, rows that can no longer be undone, and files without an import only take
 * room. The import itself stays, with its file.
 */
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
        select: { id: true },
      }),
    )
    for (const { id } of abandoned) {
      await removeImportFiles(id)
      await transaction((tx) => tx.mailboxImport.deleteMany({ where: { id, state: 'uploading' } }))
    }
    const before = new Date(now - importLimits.undoDays * 86_400_000)
    // Its rows stay as long as those of any import that ended: its page shows them.
    await transaction((tx) =>
      tx.mailboxImport.updateMany({
        where: { state: { in: ['checked', 'mapping', 'unreadable'] }, advancedAt: { lt: before } },
        data: {
          state: 'cancelled',
          finishedAt: new Date(now),
          reason: `Nobody applied it for ${importLimits.undoDays} days.`,
        },
      }),
    )
    // A million rows take longer to delete than a statement of the pool may.
    await withBulkConnection(({ query }) =>
      query(
        `DELETE FROM mailbox_import_rows WHERE import_id IN (
           SELECT DISTINCT r.import_id FROM mailbox_import_rows r LEFT JOIN mailbox_imports i ON i.id = r.import_id
           WHERE i.id IS NULL OR (i.finished_at < $1 AND i.state NOT IN ('queued', 'applying', 'paused', 'reverting')))`,
        [before],
      ),
    )
    // Where no storage is set up there is nothing to clean.
    if (storageSettings(envPart(storageVariables)) !== null) await sweepImportFiles(new Date(now))
  },
})
