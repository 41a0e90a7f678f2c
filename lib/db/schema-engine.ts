import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, isDriverAdapterError } from '@prisma/driver-adapter-utils'
import type { MigrationDirectory, MigrationList, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm'
import pg from 'pg'

/** No table or enumeration is kept by anyone else. pg-boss lives in a PostgreSQL schema of its own, which Prisma does not look at. */
export const noFilter: SchemaFilter = { externalTables: [], externalEnums: [] }

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void
}

let bindings: Promise<Bindings> | undefined

type PanicRegistry = { set_message: (message: string) => void }

/** The engine tells this global why it gave up; without it a TypeError hides the reason. The command line client sets it too. */
function installPanicRegistry(): void {
  const registry: PanicRegistry = {
    set_message: (message) => {
      process.stderr.write(`schema engine: ${message}\n`)
    },
  }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry })
}

/** Node 20 has no `import` of WebAssembly files, so the package's own entry cannot load; this does by hand what it does. */
async function loadBindings(): Promise<Bindings> {
  installPanicRegistry()
  const module = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as Bindings
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(glue.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': module as unknown as WebAssembly.ModuleImports,
  })
  module.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  return module
}

/** PostgreSQL's catalogue type "char" (OID 18): the engine wants it as a character, the adapter knows text (OID 25) only. */
const charOid = 18
const textOid = 25

function describeDriverError(error: unknown): string {
  if (!isDriverAdapterError(error)) return String(error)
  return error.cause.originalMessage ?? error.message
}

type QueryAnswer = pg.QueryArrayResult | pg.QueryArrayResult[]

/**
 * The adapter of @prisma/adapter-pg, mended where migrating needs more than querying does. It splits scripts at every
 * semicolon, which cuts function bodies to pieces and takes away the transaction that PostgreSQL puts around a script sent
 * whole; and it refuses columns of type "char", of which the catalogue is full.
 */
class MigrationAdapterFactory extends PrismaPg {
  /** The engine reports a failed script as "external connector error"; this is what PostgreSQL said. */
  scriptFailure: string | null = null

  override async connect() {
    const adapter = await super.connect()
    const pool = adapter.underlyingDriver()
    const charColumns = new WeakMap<unknown[], number[]>()
    const send = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<QueryAnswer>
    const query = async (config: pg.QueryArrayConfig) => {
      const answer = await send(config)
      // A script of several statements gets one answer each; nobody reads them.
      if (Array.isArray(answer)) return answer.at(-1)
      const at = answer.fields.flatMap((field, index) => (field.dataTypeID === charOid ? [index] : []))
      for (const index of at) answer.fields[index] = { ...answer.fields[index], dataTypeID: textOid } as pg.FieldDef
      charColumns.set(answer.rows, at)
      return answer
    }
    // The adapter uses this one of the many overloads of `query` and no other.
    pool.query = query as typeof pool.query
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (sql) => {
      const set = await queryRaw(sql)
      for (const index of charColumns.get(set.rows) ?? []) set.columnTypes[index] = ColumnTypeEnum.Character
      return set
    }
    adapter.executeScript = async (script) => {
      try {
        await adapter.executeRaw({ sql: script, args: [], argTypes: [] })
      } catch (error) {
        this.scriptFailure = describeDriverError(error)
        throw error
      }
    }
    return adapter
  }
}

/**
 * Opens Prisma's schema engine, compiled to WebAssembly, on a database, lends it to `run` and closes it. Nothing is
 * downloaded. `schema` is path and text of the Prisma schema. Its methods throw plain errors with the engine's message; `scriptFailure` tells what PostgreSQL said of the last script.
 */
export async function withSchemaEngine<Result>(
  databaseUrl: string,
  schema: [string, string],
  run: (engine: SchemaEngine, scriptFailure: () => string | null) => Promise<Result>,
): Promise<Result> {
  bindings ??= loadBindings()
  const { SchemaEngine } = await bindings
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 5000 })
  const factory = new MigrationAdapterFactory(pool)
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(factory)
    const engine = await SchemaEngine.new({ datamodels: [schema] }, () => undefined, adapter)
    try {
      return await run(engine, () => factory.scriptFailure)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

async function readMigration(folder: string, name: string): Promise<MigrationDirectory> {
  const content = await readOrNull(join(folder, name, 'migration.sql'))
  return {
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content:
        content === null ? { tag: 'error', value: `${name}/migration.sql is missing` } : { tag: 'ok', value: content },
    },
  }
}

/** The migrations of a folder as the engine wants them, oldest first (names begin with a time stamp). */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: await readOrNull(join(folder, 'migration_lock.toml')) },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.sort().map((name) => readMigration(folder, name))),
  }
}
