import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/errors'

export type WaitOptions = {
  /** Whether the database can be used: `missing` says that it answers and lacks migrations of this version. Throws AppError `unavailable`. */
  look: () => Promise<'ready' | 'missing'>
  tell: (problem: 'away' | 'missing', waitMs: number, error?: unknown) => void
  signal: AbortSignal
  firstWaitMs?: number
  maxWaitMs?: number
}

/**
 * Waits until the database can be used, however long that takes, asking less and less often (1 s to 15 s). A worker that ended
 * instead would be started again and again, and take its health and its log with it. Returns false when stopped meanwhile.
 */
export async function waitForDatabase(options: WaitOptions): Promise<boolean> {
  let waitMs = options.firstWaitMs ?? 1000
  while (!options.signal.aborted) {
    let problem: 'away' | 'missing' = 'missing'
    let cause: unknown
    try {
      if ((await options.look()) === 'ready') return true
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error
      problem = 'away'
      cause = error
    }
    options.tell(problem, waitMs, cause)
    await sleep(waitMs, undefined, { signal: options.signal }).catch(() => undefined)
    waitMs = Math.min(waitMs * 2, options.maxWaitMs ?? 15_000)
  }
  return false
}
