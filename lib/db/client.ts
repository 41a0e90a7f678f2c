import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client'

export type DatabaseConfig = {
  databaseUrl: string
  /** Shown in pg_stat_activity, so that an administrator sees which process holds what. */
  applicationName: string
  maxConnections?: number
  connectTimeoutMs?: number
  statementTimeoutMs?: number
}

/** One pool, used by Prisma and by the few statements that Prisma cannot say. */
export type Database = { prisma: PrismaClient; pool: pg.Pool; close: () => Promise<void> }

/**
 * Opens nothing yet: connections are made by the first query. A server that does not answer costs a caller at most
 * `connectTimeoutMs` (5 s); a statement is cut off by the server after `statementTimeoutMs` (8 s), and by the client two
 * seconds later in case the server is frozen.
 */
export function createDatabase(config: DatabaseConfig): Database {
  const statementTimeoutMs = config.statementTimeoutMs ?? 8000
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    application_name: config.applicationName,
    max: config.maxConnections ?? 10,
    connectionTimeoutMillis: config.connectTimeoutMs ?? 5000,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 2000,
    lock_timeout: 5000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  })
  // An idle connection that breaks says so here; the next query makes a new one. Without a listener the process would end.
  pool.on('error', () => undefined)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 5000, timeout: 10_000 },
    errorFormat: 'minimal',
  })
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}
