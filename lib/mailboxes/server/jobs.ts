import 'server-only'
import { z } from 'zod'
import { defineJob, type JobDefinition } from '@/lib/jobs/define-job'
import { log } from '@/lib/log/log'
import { type SweepStep, sweepMailboxes, type UndoableSince } from './sweep-mailboxes'

/**
 * Each night, mailboxes that can no longer be restored go for good. The worker says what else goes with them, and in which order, and who can
 * still give them back.
 */
export const removeDeletedMailboxes = (
  steps: readonly SweepStep[],
  undoable: readonly UndoableSince[],
): JobDefinition =>
  defineJob({
    name: 'mailboxes.remove-deleted',
    data: z.object({}),
    retryLimit: 3,
    expireInSeconds: 3600,
    cron: '23 3 * * *',
    run: async () => {
      const removed = await sweepMailboxes({ now: new Date(), steps, undoable })
      log('mailboxes').info({ removed }, 'deleted mailboxes went for good')
    },
  })
