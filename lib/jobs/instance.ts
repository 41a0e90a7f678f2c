import 'server-only'
import { env } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import { log } from '@/lib/log/log'
import { metrics } from '@/lib/metrics/registry'
import { createJobs, type Jobs } from './client'

/** The process's job queue. */
export function jobs(): Jobs {
  return processSingleton('jobs', () =>
    createJobs({
      databaseUrl: env().DATABASE_URL,
      onRun: (job, outcome, err) => {
        metrics().jobRuns.inc({ job, outcome })
        if (outcome === 'failed') log('jobs').error({ job, err }, 'a job failed')
        else log('jobs').info({ job }, 'a job is done')
      },
      onError: (err) => log('jobs').warn({ err }, 'the queue has trouble'),
    }),
  )
}
