import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { migrateDatabase, readSchema } from '@/lib/db/migrate'
import { noFilter, withSchemaEngine } from '@/lib/db/schema-engine'
import { envPart } from '@/lib/env/env'
import { loadEnvFile } from '@/lib/env/load-env-file'
import { explain } from './explain'

const lockFile = '# Kept by Prisma; belongs in version control.\nprovider = "postgresql"\n'
const prismaFolder = join(process.cwd(), 'prisma')

/** The SQL that leads from a database, to which all migrations were applied, to schema.prisma. */
async function difference(databaseUrl: string): Promise<string> {
  const [path, content] = await readSchema(prismaFolder)
  return withSchemaEngine(databaseUrl, [path, content], async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [{ path, content }], configDir: prismaFolder },
      to: { tag: 'schemaDatamodel', files: [{ path, content }] },
      script: true,
      exitCode: null,
      filters: noFilter,
    })
    return stdout ?? ''
  })
}

/** The engine's WebAssembly build makes no shadow database of its own, so a short-lived one is made here. */
async function withScratchDatabase<Result>(
  databaseUrl: string,
  run: (url: string) => Promise<Result>,
): Promise<Result> {
  const name = `patchboard_scratch_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  try {
    const scratch = new URL(databaseUrl)
    scratch.pathname = `/${name}`
    return await run(scratch.href)
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await client.end()
  }
}

/**
 * `npm run db:migration -- <name>` writes the SQL between the migrations and schema.prisma into a new folder and applies
 * nothing. The role of DATABASE_URL must be allowed to create a database.
 */
async function main(): Promise<void> {
  const name = process.argv[2] ?? ''
  if (!/^[a-z][a-z0-9_]{2,60}$/.test(name)) {
    throw new Error('Give a name of lower-case words and underscores: npm run db:migration -- add_mailboxes')
  }
  const { DATABASE_URL: databaseUrl } = envPart(['DATABASE_URL'])
  const sql = await withScratchDatabase(databaseUrl, async (url) => {
    await migrateDatabase({ databaseUrl: url, prismaFolder })
    return difference(url)
  })
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const target = join(prismaFolder, 'migrations', `${stamp}_${name}`)
  await mkdir(target, { recursive: true })
  await writeFile(join(target, 'migration.sql'), sql)
  await writeFile(join(prismaFolder, 'migrations', 'migration_lock.toml'), lockFile)
  console.log(`Written: ${target}/migration.sql. Read it, add constraints Prisma cannot say, then npm run db:migrate.`)
}

loadEnvFile()
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error))
    process.exit(1)
  },
)
