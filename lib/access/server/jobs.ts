import 'server-only'
import { z } from 'zod'
import { forgetEndedSessions } from '@/lib/auth/ended-sessions'
import { forgetOldAccountCounts, forgetOldAddresses } from '@/lib/auth/sign-in-attempts'
import { transaction } from '@/lib/db/transaction'
import { defineJob } from '@/lib/jobs/define-job'

/** Counts of failed sign-ins whose window is over, and notes on sessions that are over by themselves, only take room. */
export const forgetSignInFailures = defineJob({
  name: 'access.forget-sign-in-failures',
  data: z.object({}),
  retryLimit: 2,
  expireInSeconds: 60,
  cron: '17 * * * *',
  run: async () => {
    await transaction(async (tx) => {
      await forgetOldAddresses(tx)
      await forgetOldAccountCounts(tx)
      await forgetEndedSessions(tx)
    })
  },
})
