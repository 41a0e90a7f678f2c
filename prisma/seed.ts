import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { toDatabaseError } from '@/lib/db/errors'
import { envPart } from '@/lib/env/env'
import { loadEnvFile } from '@/lib/env/load-env-file'
import { AppError } from '@/lib/errors'
import { explain } from './explain'
import { seedLab } from './seed/lab'

const usage = 'Usage: npm run seed -- --lab <file.json, or - for stdin> [--even-in-production]'

/**
 * `npm run seed -- --lab <file>` fills a database with a lab's tenants and people: `{ "tenants": [{ id, name, region, cloud,
 * portalUrl, enabled }], "users": [{ email, name, roles, password }] }`. Never for a console that people work with.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { lab: { type: 'string' }, 'even-in-production': { type: 'boolean', default: false } },
  })
  if (!values.lab) throw new AppError('invalid-input', usage)
  if (process.env.NODE_ENV === 'production' && !values['even-in-production']) {
    throw new AppError('forbidden', 'NODE_ENV is production, and a seed is for labs.', {
      action: 'Add --even-in-production if this database really is a lab’s.',
    })
  }
  const { DATABASE_URL: databaseUrl } = envPart(['DATABASE_URL'])
  const seed: unknown = JSON.parse(values.lab === '-' ? await text(process.stdin) : await readFile(values.lab, 'utf8'))
  const { tenants, users } = await seedLab(databaseUrl, seed).catch((error: unknown) => {
    if (error instanceof z.ZodError) throw new AppError('invalid-input', z.prettifyError(error))
    throw toDatabaseError(error)
  })
  console.log(`Tenants: ${tenants.created} added, ${tenants.moved} moved, ${tenants.removed} removed.`)
  console.log(`People: ${users.created} added, ${users.restored} let back in.`)
}

loadEnvFile()
main().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
