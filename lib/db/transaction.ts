import 'server-only'
import { toDatabaseError } from './errors'
import type { Prisma, PrismaClient } from './generated/client'
import { db } from './instance'

export type Transaction = Prisma.TransactionClient

/**
 * Runs a write in one transaction: all of it or nothing, the audit row with it. Throws AppError `unavailable` when the
 * database is away, `conflict` for doubled values and for two writers at once; what `run` throws comes back as it is.
 */
export async function transaction<Result>(run: (tx: Transaction) => Promise<Result>): Promise<Result> {
  try {
    return await db().$transaction(run)
  } catch (error) {
    throw toDatabaseError(error, 'write')
  }
}

/** Runs a read. Throws AppError `unavailable` when the database is away. */
export async function readDatabase<Result>(run: (client: PrismaClient) => Promise<Result>): Promise<Result> {
  try {
    return await run(db())
  } catch (error) {
    throw toDatabaseError(error, 'read')
  }
}
