import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { migrationNames } from './generated/migrations'
import { closeDatabase, database } from './instance'
import { migrateDatabase } from './migrate'
import { missingMigrations } from './missing-migrations'

let test: TestDatabase

beforeAll(async () => {
  test = await createTestDatabase({ migrate: false })
})
afterAll(async () => {
  await closeDatabase()
  await test.stop()
})

const run = (sql: string) => database().pool.query(sql)

describe('missingMigrations', () => {
  it('are all before the first migration, none after it, and those of a newer build on an older database', async () => {
    expect(migrationNames.length).toBeGreaterThan(10)
    expect(await missingMigrations()).toEqual(migrationNames)
    await migrateDatabase({ databaseUrl: test.databaseUrl })
    expect(await missingMigrations()).toEqual([])
    const newest = migrationNames.at(-1)
    await run(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${newest}'`)
    expect(await missingMigrations()).toEqual([newest])
    await run(`DELETE FROM _prisma_migrations WHERE migration_name = '${newest}'`)
    expect(await missingMigrations()).toEqual([newest])
  })

  it('are none on the database of a newer version', async () => {
    await run('DROP TABLE _prisma_migrations')
    await run(
      'CREATE TABLE _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz)',
    )
    for (const name of [...migrationNames, '29991231235959_of_tomorrow']) {
      await run(`INSERT INTO _prisma_migrations VALUES ('${name}', now(), NULL)`)
    }
    expect(await missingMigrations()).toEqual([])
  })
})
