import 'server-only'
import { envPart } from '@/lib/env/env'
import { createDatabase, type Database } from './client'
import type { PrismaClient } from './generated/client'

// On globalThis, because a development server loads modules anew after each change and must not open a new pool each time.
const holder = globalThis as typeof globalThis & { patchboardDatabase?: Database }

/** The process's database: one pool for all of it. Opens nothing until the first query. */
export function database(): Database {
  holder.patchboardDatabase ??= createDatabase({
    databaseUrl: envPart(['DATABASE_URL']).DATABASE_URL,
    applicationName: 'patchboard',
  })
  return holder.patchboardDatabase
}

/** The process's Prisma client. Verbs use `readDatabase` and `transaction` instead, which name what went wrong. */
export function db(): PrismaClient {
  return database().prisma
}

/** Ends the pool, for a process that stops and for tests. */
export async function closeDatabase(): Promise<void> {
  const open = holder.patchboardDatabase
  holder.patchboardDatabase = undefined
  await open?.close()
}
