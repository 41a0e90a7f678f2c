import { parseArgs } from 'node:util'
import { markRolledBack, migrateDatabase } from '@/lib/db/migrate'
import { envPart } from '@/lib/env/env'
import { loadEnvFile } from '@/lib/env/load-env-file'
import { explain } from './explain'

/** `npm run db:migrate` applies what is missing; `-- --rolled-back <name>` lets a failed migration be tried again. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'rolled-back': { type: 'string' } } })
  const { DATABASE_URL: databaseUrl } = envPart(['DATABASE_URL'])
  const rolledBack = values['rolled-back']
  if (rolledBack) {
    await markRolledBack({ databaseUrl }, rolledBack)
    console.log(`${rolledBack} is marked as rolled back. Run npm run db:migrate to try it again.`)
    return
  }
  const applied = await migrateDatabase({ databaseUrl })
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`)
}

loadEnvFile()
// The engine leaves a timer behind that would hold the process for ten seconds.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error))
    process.exit(1)
  },
)
