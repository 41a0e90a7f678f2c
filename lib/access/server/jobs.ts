import 'server-only'
import { z } from 'zod'
import { forgetOldAddresses } from '@/lib/auth/sign-in-attempts'
import { transaction } from '@/lib/db/transaction'
import { defineJob } from '@/lib/jobs/define-job'

/** Failed sign-ins are counted by address; counts whose window is over only take room. */
export const forgetSignInFailures = defineJob({
  name: 'access.forget-sign-in-failures',
  data: z.object({}),
  retryLimit: 2,
  expireInSeconds: 60,
  cron: '17 * * * *',
  run: async () => {
    await transaction((tx) => forgetOldAddresses(tx))
  },
})
