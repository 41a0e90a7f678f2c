import 'server-only'
import { toDatabaseError } from './errors'
import { database } from './instance'

export type DatabasePing = { version: string; latencyMs: number }

/**
 * Asks PostgreSQL for its version (for example `18.4`) and says how long the answer took, a new connection included when
 * none was open. Throws AppError `unavailable` with upstream source `postgresql` and kind `network` or `timeout`.
 */
export async function pingDatabase(): Promise<DatabasePing> {
  const startedAt = performance.now()
  try {
    const { rows } = await database().pool.query<{ server_version: string }>('SHOW server_version')
    // Debian writes "18.4 (Debian 18.4-1)"; the first word is the version.
    const version = rows[0]?.server_version.split(' ')[0] ?? ''
    return { version, latencyMs: performance.now() - startedAt }
  } catch (error) {
    throw toDatabaseError(error, 'read')
  }
}
