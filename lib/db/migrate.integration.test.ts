import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, freePort, type TestDatabase } from '@/lib/testing/database'
import { markRolledBack, migrateDatabase, readSchema } from './migrate'
import { noFilter, withSchemaEngine } from './schema-engine'

let database: TestDatabase
let prismaFolder: string

beforeAll(async () => {
  database = await createTestDatabase({ migrate: false })
  prismaFolder = await mkdtemp(join(tmpdir(), 'patchboard-prisma-'))
  await cp(join(process.cwd(), 'prisma'), prismaFolder, { recursive: true })
})

afterAll(async () => {
  await rm(prismaFolder, { recursive: true, force: true })
  await database.stop()
})

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.databaseUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function writeMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(prismaFolder, 'migrations', name), { recursive: true })
  await writeFile(join(prismaFolder, 'migrations', name, 'migration.sql'), sql)
}

describe('migrateDatabase', () => {
  it('fills an empty database once, whoever of several starters comes first', async () => {
    const options = { databaseUrl: database.databaseUrl, prismaFolder }
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(options)))
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
    expect(applied.flat()).toContainEqual(expect.stringMatching(/_initial$/))
    expect(await migrateDatabase(options)).toEqual([])
    const kept = await rows('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL')
    expect(kept).toHaveLength(applied.flat().length)
  })

  it('leads to exactly what schema.prisma says', async () => {
    const [path, content] = await readSchema(prismaFolder)
    const left = await withSchemaEngine(database.databaseUrl, [path, content], (engine) =>
      engine.diff({
        from: { tag: 'schemaDatasource', files: [{ path, content }], configDir: prismaFolder },
        to: { tag: 'schemaDatamodel', files: [{ path, content }] },
        script: true,
        exitCode: null,
        filters: noFilter,
      }),
    )
    expect(left.stdout?.trim()).toBe('-- This is an empty migration.')
  })

  it('keeps nothing of a migration that fails, says why, and goes on after it was mended', async () => {
    const options = { databaseUrl: database.databaseUrl, prismaFolder }
    const name = '20990101000000_broken'
    await writeMigration(name, 'CREATE TABLE half (a int); SELECT no_such_function();')
    await expect(migrateDatabase(options)).rejects.toThrow(
      `Migration ${name} failed: function no_such_function() does not exist`,
    )
    expect(await rows("SELECT to_regclass('half') AS half")).toEqual([{ half: null }])
    await expect(migrateDatabase(options)).rejects.toThrow(`Migration ${name} failed on this database earlier`)
    await markRolledBack(options, name)
    await writeMigration(name, 'CREATE TABLE half (a int);')
    expect(await migrateDatabase(options)).toEqual([name])
  })

  it('refuses a migration that was edited, and one that only the database knows', async () => {
    const options = { databaseUrl: database.databaseUrl, prismaFolder }
    const name = '20990101000000_broken'
    await writeMigration(name, 'CREATE TABLE half (b int);')
    await expect(migrateDatabase(options)).rejects.toThrow(`${name} was changed after it was applied`)
    await rm(join(prismaFolder, 'migrations', name), { recursive: true })
    await expect(migrateDatabase(options)).rejects.toThrow(`does not know: ${name}`)
  })

  it('waits for another starter no longer than it is told', async () => {
    const holder = new pg.Client({ connectionString: database.databaseUrl })
    await holder.connect()
    await holder.query('SELECT pg_advisory_lock(72824)')
    const waiting = migrateDatabase({ databaseUrl: database.databaseUrl, prismaFolder, lockTimeoutMs: 100 })
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable', upstream: { kind: 'timeout' } })
    await holder.end()
  })

  it('says so when the database is away or holds what is not ours', async () => {
    const port = await freePort()
    await expect(
      migrateDatabase({ databaseUrl: `postgresql://nobody:x@127.0.0.1:${port}/none`, prismaFolder }),
    ).rejects.toMatchObject({ code: 'unavailable', upstream: { source: 'postgresql', kind: 'network' } })
    await rows('DROP TABLE _prisma_migrations')
    await expect(migrateDatabase({ databaseUrl: database.databaseUrl, prismaFolder })).rejects.toThrow(
      'already holds tables that are not of Patchboard',
    )
  })
})
