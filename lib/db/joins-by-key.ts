import 'server-only'
import type { Transaction } from './transaction'

/**
 * For a batch whose statement finds every row that it touches by its primary key: the planner guesses wrong about parts of a statement, and
 * would rather read a table of a million rows whole than look two thousand of them up. Until the transaction ends.
 */
export async function joinByKey(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`
}
