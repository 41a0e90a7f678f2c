import 'server-only'
import { forgetSignInFailures } from '@/lib/access/server/jobs'
import { closeDatabase } from '@/lib/db/instance'
import { missingMigrations } from '@/lib/db/missing-migrations'
import { env } from '@/lib/env/env'
import { removeGreetingFiles, sweepGreetingStorage } from '@/lib/greetings/server/jobs'
import { removeGreetingsOfMailboxes } from '@/lib/greetings/server/remove-greetings-of-mailboxes'
import { advanceImports, checkImports, forgetImports } from '@/lib/imports/server/jobs'
import { undoableImports } from '@/lib/imports/server/undoable-imports'
import type { JobDefinition } from '@/lib/jobs/define-job'
import { jobs } from '@/lib/jobs/instance'
import { log } from '@/lib/log/log'
import { advanceBulkEdits, forgetBulkTargets } from '@/lib/mailboxes/server/bulk-jobs'
import { removeDeletedMailboxes } from '@/lib/mailboxes/server/jobs'
import type { SweepStep, UndoableSince } from '@/lib/mailboxes/server/sweep-mailboxes'
import { undoableBulkEdits } from '@/lib/mailboxes/server/undoable-bulk-edits'
import { metrics } from '@/lib/metrics/registry'
import { createPortalProber } from '@/lib/tenants/server/probe-portals'
import { startHealthServer } from './health-server'
import { waitForDatabase } from './wait-for-database'

/** What goes with mailboxes that are removed for good, in this order. A noun whose rows or files hang on a mailbox adds its step. */
const mailboxSweepSteps: readonly SweepStep[] = [removeGreetingsOfMailboxes]

/** Who can give back a mailbox that is deleted for longer than anybody may restore it by hand. */
const undoable: readonly UndoableSince[] = [undoableImports, undoableBulkEdits]

/** Every noun's background work. A noun joins by exporting jobs from its `server/jobs.ts` and by a line here. */
const definitions: readonly JobDefinition[] = [
  forgetSignInFailures,
  removeDeletedMailboxes(mailboxSweepSteps, undoable),
  advanceBulkEdits,
  forgetBulkTargets,
  advanceImports,
  checkImports,
  forgetImports,
  removeGreetingFiles,
  sweepGreetingStorage,
]

/** A probe loop that has not ticked for this many intervals hangs, and only a restart helps. */
const missedTicks = 10

export type Worker = { port: number; stop: () => Promise<void> }

async function look(): Promise<'ready' | 'missing'> {
  return (await missingMigrations()).length === 0 ? 'ready' : 'missing'
}

const waitsFor = {
  away: 'the database',
  missing: 'the database to be migrated to this version (npm run db:migrate)',
} as const

type Waiting = { for: keyof typeof waitsFor }

/** Opens the queue as soon as the database can be used; a database that goes away in between only starts the wait anew. */
async function openQueue(signal: AbortSignal, waiting: Waiting): Promise<boolean> {
  const tell = (problem: keyof typeof waitsFor, waitMs: number, err?: unknown) => {
    waiting.for = problem
    log('worker').warn({ waitMs, err }, `waiting for ${waitsFor[problem]}; looking again`)
  }
  while (await waitForDatabase({ look, tell, signal })) {
    try {
      await jobs().start(definitions)
      return true
    } catch (err) {
      log('worker').warn({ err }, 'the job queue could not be opened; trying again')
    }
  }
  return false
}

/**
 * The background process: health at once, then the database however long it takes, then jobs and probes. `stop` lets what runs
 * end within `graceMs` and leaves nothing open.
 */
export async function startWorker(graceMs: number): Promise<Worker> {
  const stopping = new AbortController()
  const { prober, release } = createPortalProber()
  let queueOpen = false
  const waiting: Waiting = { for: 'away' }
  const health = await startHealthServer({
    port: env().WORKER_PORT,
    live: () => {
      const sinceTickMs = Date.now() - prober.state().tickedAt
      const limitMs = Math.max(60_000, env().PROBE_INTERVAL_SECONDS * 1000 * missedTicks)
      return { ok: !queueOpen || sinceTickMs < limitMs, details: {} }
    },
    ready: async () => {
      const { leading, roundEndedAt } = prober.state()
      const lastRoundAt = roundEndedAt === null ? null : new Date(roundEndedAt).toISOString()
      const jobState = queueOpen ? 'open' : `waiting for ${waitsFor[waiting.for]}`
      return { ok: queueOpen, details: { jobs: jobState, leading, lastRoundAt } }
    },
    metrics: async () => {
      const { registry } = metrics()
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  })
  log('worker').info({ port: health.port }, 'the worker is up')
  const opening = openQueue(stopping.signal, waiting).then((opened) => {
    queueOpen = opened
    if (!opened) return
    prober.start()
    log('worker').info('jobs and probes run')
  })
  return {
    port: health.port,
    stop: async () => {
      log('worker').info('stopping: what runs may end')
      stopping.abort()
      await opening
      await Promise.allSettled([prober.stop(graceMs), jobs().stop(graceMs)])
      await release()
      await closeDatabase().catch(() => undefined)
      await health.close()
      log('worker').info('stopped')
    },
  }
}
