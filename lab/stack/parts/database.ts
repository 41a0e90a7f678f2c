import type { ChildSpec } from '../child'
import type { BuildContext, StackContext } from '../context'
import { keepSignIn } from '../secrets'

function script(context: BuildContext, title: string, args: string[], more: Record<string, string> = {}): ChildSpec {
  return {
    title,
    command: process.execPath,
    args,
    cwd: context.paths.root,
    env: { ...context.environment, NO_COLOR: '1', ...more },
    logPath: context.paths.log('database'),
  }
}

// What belongs to React's server graph runs in plain Node under this condition.
const typescript = ['--conditions=react-server', '--import', 'tsx']

/** Writes the database client that the worker and the build import. Needs no database. */
export async function generateClient(context: BuildContext): Promise<void> {
  const spec = script(context, 'The database client', ['prisma/generate.mjs'])
  await context.children.run(spec, 'The database client could not be generated')
}

/** Brings the database to this version's schema, then puts the lab's tenants and first administrator into it. */
export async function prepareDatabase(context: StackContext, databaseUrl: string): Promise<void> {
  const { email, password } = keepSignIn(context.paths.signInFile)
  const migrate = script(context, 'The migration', [...typescript, 'prisma/migrate.ts'], { DATABASE_URL: databaseUrl })
  await context.children.run(migrate, 'The database could not be migrated')
  const seed = script(context, 'The seed', [...typescript, 'prisma/seed.ts'], { DATABASE_URL: databaseUrl })
  await context.children.run(seed, 'The database could not be seeded')
}
