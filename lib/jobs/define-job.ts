import type { z } from 'zod'

export type JobDefinition<Data extends object = object> = {
  /** `<noun>.<deed>`; also the name of its queue. */
  name: string
  /** What it is given. Checked when it is sent and again when it runs, which may be after an update. */
  data: z.ZodType<Data>
  /** Tries after the first one that failed, further and further apart. */
  retryLimit: number
  /** A run that takes longer counts as failed, and is tried again. */
  expireInSeconds: number
  /** When it is to run by itself, as a cron expression in UTC. Any number of workers schedule it once. */
  cron?: string
  /** Runs also when a worker starts, for work that another one may have left half-done. Its data is then `{}`. */
  atStart?: boolean
  /** The work. May run again after it was cut off half-way, so it must bear that. The signal asks it to come to an end soon. */
  run(data: Data, signal: AbortSignal): Promise<void>
}

/** Names a job; the noun's `server/jobs.ts` exports what this returns, and the worker registers it. */
export function defineJob<Data extends object>(definition: JobDefinition<Data>): JobDefinition<Data> {
  return definition
}
