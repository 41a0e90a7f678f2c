import 'server-only'
import { pingDatabase } from '@/lib/db/ping'
import { env } from '@/lib/env/env'
import { regions } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'

export type Readiness = {
  ready: boolean
  configuration: 'ok' | 'wrong'
  /** Reported, but no reason to be unready: pages that only read go on without it, for people who are signed in. */
  database: 'ok' | 'down'
}

const patienceMs = 2000

async function databaseState(): Promise<Readiness['database']> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), patienceMs)
  })
  const ping = pingDatabase().then(
    () => 'ok' as const,
    () => 'down' as const,
  )
  const state = await Promise.race([ping, tooLate])
  clearTimeout(timer)
  return state
}

/**
 * Whether this process can serve. Sources never count: a console that is taken away because Prometheus is down would not show
 * that it is.
 */
export async function checkReadiness(): Promise<Readiness> {
  try {
    env()
    regions()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ready: false, configuration: 'wrong', database: 'down' }
  }
  return { ready: true, configuration: 'ok', database: await databaseState() }
}
