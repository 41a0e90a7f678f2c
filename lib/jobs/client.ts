import PgBoss from 'pg-boss'
import { AppError } from '@/lib/errors'
import type { JobDefinition } from './define-job'

export type JobsConfig = {
  databaseUrl: string
  /** Told about each run that ended, and about the queue's own troubles. */
  onRun: (job: string, outcome: 'completed' | 'failed', error?: unknown) => void
  onError: (error: unknown) => void
  pollingIntervalSeconds?: number
}

/**
 * The queue: pg-boss in the PostgreSQL schema `pgboss`, which it makes and updates by itself. Any number of workers share it;
 * each job runs in one of them.
 */
export function createJobs(config: JobsConfig) {
  let boss: PgBoss | undefined
  let opening: Promise<void> | undefined
  let stopping = new AbortController()

  async function runOne(definition: JobDefinition, data: unknown): Promise<void> {
    try {
      await definition.run(definition.data.parse(data), stopping.signal)
      config.onRun(definition.name, 'completed')
    } catch (error) {
      config.onRun(definition.name, 'failed', error)
      throw error
    }
  }

  async function register(queue: PgBoss, definition: JobDefinition): Promise<void> {
    const { name, retryLimit, expireInSeconds, cron } = definition
    const options = { name, retryLimit, retryBackoff: true, retryDelay: 5, expireInSeconds }
    await queue.createQueue(name, options)
    await queue.updateQueue(name, options)
    const polling = { pollingIntervalSeconds: config.pollingIntervalSeconds ?? 2, batchSize: 1 }
    await queue.work(name, polling, async (jobs) => {
      for (const { data } of jobs) await runOne(definition, data ?? {})
    })
    if (cron) await queue.schedule(name, cron, {}, { tz: 'UTC' })
    else await queue.unschedule(name)
    if (definition.atStart) await queue.send(name, {})
  }

  function open(options: PgBoss.ConstructorOptions = {}): PgBoss {
    const queue = new PgBoss({
      connectionString: config.databaseUrl,
      application_name: 'patchboard-jobs',
      schema: 'pgboss',
      max: 4,
      ...options,
    })
    queue.on('error', config.onError)
    return queue
  }

  async function openSender(): Promise<void> {
    const queue = open({ max: 1, migrate: false, supervise: false, schedule: false })
    try {
      await queue.start()
    } catch (error) {
      await queue.stop({ graceful: false }).catch(() => undefined)
      throw error
    }
    boss = queue
  }

  return {
    /** Begins to work on these jobs. Throws what PostgreSQL threw; may then be called again. */
    async start(definitions: readonly JobDefinition[]): Promise<void> {
      // A queue whose start failed cannot be started again, so each try has its own.
      const queue = open()
      stopping = new AbortController()
      try {
        await queue.start()
        for (const definition of definitions) await register(queue, definition)
      } catch (error) {
        await queue.stop({ graceful: false }).catch(() => undefined)
        throw error
      }
      boss = queue
    },

    /** Opens the queue for sending only, in a process that works on no jobs. Throws what PostgreSQL threw, also before a worker ever ran. */
    async openToSend(): Promise<void> {
      if (boss) return
      // The first requests come at once, and one queue does for all; a try that failed is no answer to the next.
      opening ??= openSender().finally(() => {
        opening = undefined
      })
      await opening
    },

    /** Puts a job into its queue. Throws `unavailable` before `start` was done, and what PostgreSQL threw. */
    async send<Data extends object>(definition: JobDefinition<Data>, data: Data): Promise<void> {
      if (!boss) throw new AppError('unavailable', 'Background work cannot be taken on: the queue is not open yet.')
      await boss.send(definition.name, definition.data.parse(data))
    },

    /** Asks running jobs to end and lets them, at most `timeoutMs`; those that do not are taken up again by another worker. */
    async stop(timeoutMs: number): Promise<void> {
      const queue = boss
      boss = undefined
      stopping.abort()
      await queue?.stop({ graceful: true, wait: true, timeout: timeoutMs })
    },
  }
}

export type Jobs = ReturnType<typeof createJobs>
