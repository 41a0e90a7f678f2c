import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiagnoseMigrationHistoryOutput, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { AppError } from '@/lib/errors'
import { toDatabaseError } from './errors'
import { noFilter, readMigrations, withSchemaEngine } from './schema-engine'

/** Any fixed number will do; this one spells "patch" on a phone. Other programs in the same database must not use it. */
const migrationLock = 72_824

export type MigrateOptions = {
  databaseUrl: string
  /** Folder that holds schema.prisma and migrations/. Default: `prisma` under the working directory. */
  prismaFolder?: string
  /** How long to wait for another starter that migrates right now. */
  lockTimeoutMs?: number
}

function configuration(message: string, action: string, cause?: unknown): AppError {
  return new AppError('configuration', message, { action, cause })
}

/** One clear sentence for each way in which a database and the migrations of this build can disagree. */
export function describeHistory(found: DiagnoseMigrationHistoryOutput): AppError | null {
  const [failed] = found.failedMigrationNames
  if (failed) {
    return configuration(
      `Migration ${failed} failed on this database earlier, so nothing after it can run.`,
      `Mend what stopped it, then run: npm run db:migrate -- --rolled-back ${failed}`,
    )
  }
  const [edited] = found.editedMigrationNames
  if (edited) {
    return configuration(
      `Migration ${edited} was changed after it was applied to this database.`,
      'Restore the file as it was and put the change into a new migration.',
    )
  }
  if (found.history?.diagnostic === 'migrationsDirectoryIsBehind' || found.history?.diagnostic === 'historiesDiverge') {
    return configuration(
      `This database holds migrations that this version of Patchboard does not know: ${found.history.unpersistedMigrationNames.join(', ')}.`,
      'Start the version that brought them, or restore a backup from before it.',
    )
  }
  return null
}

/** The schema as the engine wants it: path and text. */
export async function readSchema(prismaFolder: string): Promise<[string, string]> {
  const path = join(prismaFolder, 'schema.prisma')
  return [path, await readFile(path, 'utf8')]
}

/**
 * Holds PostgreSQL's advisory lock on one session while `run` works, so that of several starters one migrates and the
 * others find it done. The lock goes with the session: a starter that is killed leaves nothing behind.
 */
async function withMigrationLock<Result>(options: MigrateOptions, run: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    connectionTimeoutMillis: 5000,
    application_name: 'patchboard-migrate',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`SET lock_timeout = ${options.lockTimeoutMs ?? 60_000}`)
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    return await run()
  } finally {
    await client.end().catch(() => undefined)
  }
}

type Engine = { engine: SchemaEngine; list: MigrationList; scriptFailure: () => string | null }

async function applyAll({ engine, list, scriptFailure }: Engine): Promise<string[]> {
  const input = { migrationsList: list, filters: noFilter }
  const before = await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false })
  const problem = describeHistory(before)
  if (problem) throw problem
  try {
    return (await engine.applyMigrations(input)).appliedMigrationNames
  } catch (cause) {
    if (cause instanceof Error && cause.message.includes('schema is not empty')) {
      throw configuration(
        'The database already holds tables that are not of Patchboard.',
        'Give DATABASE_URL an empty database.',
        cause,
      )
    }
    const said = scriptFailure()
    if (said === null) throw cause
    const after = await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false })
    throw configuration(
      `Migration ${after.failedMigrationNames.join(', ')} failed: ${said}. Nothing of it was kept.`,
      `Mend what stopped it, then run: npm run db:migrate -- --rolled-back ${after.failedMigrationNames.join(' ')}`,
      cause,
    )
  }
}

async function withEngine<Result>(options: MigrateOptions, run: (engine: Engine) => Promise<Result>): Promise<Result> {
  const folder = options.prismaFolder ?? join(process.cwd(), 'prisma')
  const list = await readMigrations(join(folder, 'migrations'))
  const schema = await readSchema(folder)
  try {
    return await withMigrationLock(options, () =>
      withSchemaEngine(options.databaseUrl, schema, (engine, scriptFailure) => run({ engine, list, scriptFailure })),
    )
  } catch (error) {
    throw toDatabaseError(error)
  }
}

/**
 * Applies every migration that the database does not have yet and returns their names. Safe to run from several starters
 * at once, and again: a second run returns []. Works offline; keeps Prisma's own `_prisma_migrations`.
 * Throws AppError `configuration` for drift and failed migrations, `unavailable` when the database cannot be reached.
 */
export async function migrateDatabase(options: MigrateOptions): Promise<string[]> {
  return withEngine(options, applyAll)
}

/** Marks a failed migration as rolled back, after a person has mended the database. */
export async function markRolledBack(options: MigrateOptions, migrationName: string): Promise<void> {
  await withEngine(options, async ({ engine }) => {
    await engine.markMigrationRolledBack({ migrationName })
  })
}
