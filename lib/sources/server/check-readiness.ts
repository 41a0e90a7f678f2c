import 'server-only'
import { describeMissingMigrations, missingMigrations } from '@/lib/db/missing-migrations'
import { env } from '@/lib/env/env'
import { regions } from '@/lib/env/regions'
import { isStopping } from '@/lib/env/stopping'
import { AppError } from '@/lib/errors'

export type Readiness = {
  ready: boolean
  /** Why it cannot serve; null when it can. */
  reason: string | null
  configuration: 'ok' | 'wrong'
  /** `down` is reported, but no reason to be unready: pages that only read go on without it, for people who are signed in. */
  database: 'ok' | 'down' | 'not-migrated'
}

const patienceMs = 2000

/** Migrations that the database lacks; null when it does not answer. */
async function askDatabase(): Promise<readonly string[] | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  const asked = missingMigrations().catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  })
  try {
    return await Promise.race([asked, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Whether this process can serve: it is configured, not about to stop, and its database, when that answers, is of this version. Sources
 * never count: a console that is taken away because Prometheus is down would not show that it is.
 */
export async function checkReadiness(): Promise<Readiness> {
  try {
    env()
    regions()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ready: false, reason: error.message, configuration: 'wrong', database: 'down' }
  }
  const missing = await askDatabase()
  const database = missing === null ? 'down' : missing.length > 0 ? 'not-migrated' : 'ok'
  const reasons = [
    ...(isStopping() ? ['The process was told to stop.'] : []),
    ...(missing !== null && missing.length > 0 ? [describeMissingMigrations(missing)] : []),
  ]
  return { ready: reasons.length === 0, reason: reasons.join(' ') || null, configuration: 'ok', database }
}
