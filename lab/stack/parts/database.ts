import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tenantsOf } from '@/lab/platform/tenants'
import type { ChildSpec } from '../child'
import type { BuildContext, StackContext } from '../context'
import { keepSignIn } from '../secrets'
import { hashOf, isStamped, writeStamp } from '../stamp'
import { regionOf } from './platform'

function script(context: BuildContext, title: string, args: string[], more: Record<string, string> = {}): ChildSpec {
  return {
    title,
    command: process.execPath,
    args,
    cwd: context.paths.root,
    // A seed refuses to touch what calls itself production; a lab never is.
    env: { ...context.environment, NODE_ENV: 'development', NO_COLOR: '1', ...more },
    logPath: context.paths.log('database'),
  }
}

// What belongs to React's server graph runs in plain Node under this condition.
const typescript = ['--conditions=react-server', '--import', 'tsx']

/** Writes the database client that the worker and the build import. Needs no database. */
export async function generateClient(context: BuildContext): Promise<void> {
  const { root } = context.paths
  // In the folder that generating empties, so that the stamp never outlives what it speaks of.
  const stamp = join(root, 'lib', 'db', 'generated', 'patchboard-stamp')
  const hash = hashOf(root, ['prisma/schema.prisma', 'package-lock.json'])
  if (isStamped(stamp, hash)) return
  const spec = script(context, 'The database client', ['prisma/generate.mjs'])
  await context.children.run(spec, 'The database client could not be generated')
  writeStamp(stamp, hash)
}

/** The first tenants have mailboxes, fewer and fewer; the others have none, which is worth looking at too. */
const mailboxCounts = [640, 240, 120, 60]

/** Tenants of the simulated platform, mailboxes and the first administrator, as the seed takes them. */
function labSeed({ scale, ports, environment, paths }: StackContext): object {
  const { seed, tenants: count } = scale
  const tenants = tenantsOf({ seed, tenants: count, region: regionOf(environment), portalPort: ports.of('portals') })
  return {
    tenants,
    mailboxes: tenants.slice(0, mailboxCounts.length).map(({ id }, at) => ({ tenantId: id, count: mailboxCounts[at] })),
    users: [{ ...keepSignIn(paths.signInFile), name: 'First administrator', roles: ['administrator'] }],
  }
}

/** Brings the database to this version's schema, then puts the lab's tenants and first administrator into it. */
export async function prepareDatabase(context: StackContext, databaseUrl: string): Promise<void> {
  const environment = { DATABASE_URL: databaseUrl }
  const migrate = script(context, 'The migration', [...typescript, 'prisma/migrate.ts'], environment)
  await context.children.run(migrate, 'The database could not be migrated')
  const { seedFile } = context.paths
  writeFileSync(seedFile, JSON.stringify(labSeed(context)), { mode: 0o600 })
  try {
    const seed = script(context, 'The seed', [...typescript, 'prisma/seed.ts', '--lab', seedFile], environment)
    await context.children.run(seed, 'The database could not be seeded')
  } finally {
    rmSync(seedFile, { force: true })
  }
}
