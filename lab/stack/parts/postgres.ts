import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type ChildSpec, waitUntilReady } from '../child'
import type { StackContext } from '../context'
import { LabError } from '../lab-error'
import type { Part } from '../supervisor'
import { openPostgresHome, type PostgresHome } from './postgres-home'

const USER = 'patchboard'
const DATABASE = 'patchboard'
const MAJOR = '18'

function addressOf(home: PostgresHome, port: number, database: string): string {
  return `postgresql://${USER}:${home.password}@127.0.0.1:${port}/${database}`
}

function programSpec(context: StackContext, home: PostgresHome, program: string, args: string[]): ChildSpec {
  return {
    title: 'PostgreSQL',
    command: join(home.programs, program),
    args,
    // Its user may not be allowed into the checkout.
    cwd: '/',
    env: { ...context.environment, LC_ALL: 'C', TZ: 'UTC' },
    logPath: context.paths.log('postgresql'),
    owner: home.owner,
  }
}

/** Makes the data folder in one move, so that a first start that is cut off leaves nothing half made. */
async function initialise(context: StackContext, home: PostgresHome): Promise<void> {
  const versionFile = join(home.data, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const major = readFileSync(versionFile, 'utf8').trim()
    if (major === MAJOR) return
    throw new LabError(
      `${home.data} was made by PostgreSQL ${major}, this is ${MAJOR}: npm run up -- --fresh starts anew.`,
    )
  }
  const fresh = `${home.data}.new`
  const passwordFile = join(dirname(home.data), 'initdb-password')
  rmSync(fresh, { recursive: true, force: true })
  writeFileSync(passwordFile, home.password, { mode: 0o600 })
  if (home.owner) chownSync(passwordFile, home.owner.uid, home.owner.gid)
  try {
    await context.children.run(
      programSpec(context, home, 'initdb', [
        `--pgdata=${fresh}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        // The server's own UTF-8 rules: the same order of text on every machine, whatever its locales.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-sync',
      ]),
      'PostgreSQL could not make its data folder',
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(fresh, home.data)
}

async function withClient<Result>(address: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 1_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function isServing(address: string): Promise<boolean> {
  return withClient(address, async (client) => (await client.query('SELECT 1')).rowCount === 1)
}

async function ensureDatabase(address: string): Promise<void> {
  await withClient(address, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  })
}

/** The embedded PostgreSQL and the address of its database. */
export function postgresPart(context: StackContext): { part: Part; databaseUrl: () => string } {
  const port = context.ports.of('postgresql')
  let home: PostgresHome | null = null
  const start = async () => {
    home ??= openPostgresHome(context.paths)
    await initialise(context, home)
    await context.ports.release('postgresql')
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      timezone: 'UTC',
      log_timezone: 'UTC',
      max_connections: '200',
    }
    const child = await context.children.start({
      ...programSpec(context, home, 'postgres', [
        '-D',
        home.data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ]),
      // "Fast": ends sessions and writes a checkpoint; SIGTERM would wait for clients to leave.
      stopSignal: 'SIGINT',
    })
    const admin = addressOf(home, port, 'postgres')
    await waitUntilReady(child, () => isServing(admin))
    await ensureDatabase(admin)
    return child
  }
  return {
    part: {
      name: 'postgresql',
      port,
      start,
      // Root's own folders let nobody else in, and PostgreSQL refuses to run as root.
      note: () => (home?.data.startsWith(context.paths.folder) ? undefined : `data in ${home?.data}`),
    },
    databaseUrl: () => {
      if (!home) throw new Error('PostgreSQL has no address before it has started')
      return addressOf(home, port, DATABASE)
    },
  }
}
