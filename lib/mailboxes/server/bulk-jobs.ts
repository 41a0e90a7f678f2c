import 'server-only'
import { z } from 'zod'
import { transaction } from '@/lib/db/transaction'
import { defineJob } from '@/lib/jobs/define-job'
import { bulkLimits } from '../bulk-vocabulary'
import { advanceBulkEdit } from './advance-bulk-edit'

/**
 * Works on every bulk edit that is not finished, in turns, until none is left. Its list is the table, not the queue: a job that was lost
 * with its worker loses nothing, as the next one, at a worker's start or within a minute, goes on where the table says. Any number of
 * workers may run it at once; the rows are locked in turn.
 */
export const advanceBulkEdits = defineJob({
  name: 'mailboxes.advance-bulk-edits',
  data: z.object({}),
  retryLimit: 5,
  expireInSeconds: 900,
  cron: '* * * * *',
  atStart: true,
  run: async (_data, signal) => {
    while (!signal.aborted && (await advanceBulkEdit())) {
      // Each turn is a transaction of its own.
    }
  },
})

/** A bulk edit can be undone for some time; after that its list of mailboxes only takes room. The bulk edit itself stays. */
export const forgetBulkTargets = defineJob({
  name: 'mailboxes.forget-bulk-targets',
  data: z.object({}),
  retryLimit: 2,
  expireInSeconds: 300,
  cron: '41 3 * * *',
  run: async () => {
    const before = new Date(Date.now() - bulkLimits.undoDays * 86_400_000)
    // What an undo of the last minute still reads is left to the next night.
    const old = await transaction(
      (tx) =>
        tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM bulk_edits b WHERE finished_at < ${before} AND EXISTS (SELECT 1 FROM bulk_edit_targets WHERE bulk_edit_id = b.id)
          AND NOT EXISTS (SELECT 1 FROM bulk_edits undo WHERE undo.finished_at IS NULL AND undo.change ->> 'of' = b.id::text)`,
    )
    for (const { id } of old) await transaction((tx) => tx.bulkEditTarget.deleteMany({ where: { bulkEditId: id } }))
  },
})
