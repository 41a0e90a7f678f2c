import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { closeDatabase } from '@/lib/db/instance'
import { loadEnvFile } from '@/lib/env/load-env-file'
import { AppError } from '@/lib/errors'
import { createAdministrator } from './server/create-administrator'

const usage =
  'Usage: npm run access:create-administrator -- --email ada@example.org --name "Ada Lovelace" [--password-stdin] [--reset]'

function explain(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')
  if (!(error instanceof AppError)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (error.code === 'unavailable')
    return 'The database cannot be reached. Check DATABASE_URL and that PostgreSQL runs.'
  return [error.message, error.action].filter(Boolean).join(' ')
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      'password-stdin': { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
    },
  })
  if (!values.email || !values.name) throw new AppError('invalid-input', usage)
  const given = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined
  const wanted = { email: values.email, name: values.name, password: given, reset: values.reset }
  const { user, password } = await createAdministrator(wanted)
  console.log(`${user.email} may sign in as administrator.`)
  // A password that came in by stdin is known to whoever sent it and is not repeated.
  if (given === undefined) console.log(`Password, shown this once: ${password}`)
}

async function run(): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 1
  } finally {
    await closeDatabase()
  }
}

loadEnvFile()
void run()
