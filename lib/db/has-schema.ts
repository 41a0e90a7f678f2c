import 'server-only'
import { toDatabaseError } from './errors'
import { database } from './instance'

/** Whether the database was migrated at all. Throws AppError `unavailable` while it is away. */
export async function hasSchema(): Promise<boolean> {
  try {
    const { rows } = await database().pool.query<{ found: boolean }>(
      "SELECT to_regclass('tenants') IS NOT NULL AND to_regclass('users') IS NOT NULL AS found",
    )
    return rows[0]?.found === true
  } catch (error) {
    throw toDatabaseError(error, 'read')
  }
}
