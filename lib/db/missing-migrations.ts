import 'server-only'
import { toDatabaseError } from './errors'
import { migrationNames } from './generated/migrations'
import { database } from './instance'

/**
 * Migrations of this build that the database does not have: all of them before the first `npm run db:migrate`, [] when it can be used. What it
 * has beyond them is of a newer version, whose migrations leave this one working. Throws AppError `unavailable` while it is away.
 */
export async function missingMigrations(): Promise<readonly string[]> {
  try {
    const { pool } = database()
    const { rows } = await pool.query<{ found: boolean }>(
      "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
    )
    if (rows[0]?.found !== true) return migrationNames
    const applied = await pool.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const has = new Set(applied.rows.map(({ name }) => name))
    return migrationNames.filter((name) => !has.has(name))
  } catch (error) {
    throw toDatabaseError(error, 'read')
  }
}

/** The sentence for whoever starts this build on an older database. */
export function describeMissingMigrations(names: readonly string[]): string {
  return `The database lacks migrations of this version: ${names.join(', ')}. Run: npm run db:migrate`
}
