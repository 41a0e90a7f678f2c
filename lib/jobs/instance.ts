import 'server-only'
import { env } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import { log } from '@/lib/log/log'
import { metrics } from '@/lib/metrics/registry'
import { createJobs, type Jobs } from './client'
import type { JobDefinition } from './define-job'

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

/**
 * Sends a job from a process that works on none, for work that is written down elsewhere and that a worker would find by itself a little
 * later: a queue that cannot be reached is no failure of the caller's, only a delay.
 */
export async function enqueue<Data extends object>(definition: JobDefinition<Data>, data: Data): Promise<void> {
  try {
    await jobs().openToSend()
    await jobs().send(definition, data)
  } catch (err) {
    log('jobs').warn({ err, job: definition.name }, 'a job could not be sent; a worker will find its work by itself')
  }
}
