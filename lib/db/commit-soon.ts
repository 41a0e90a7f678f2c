import 'server-only'
import type { Transaction } from './transaction'

/**
 * For a batch of long work: its transaction does not wait until the disk has it. Should the server fail within that second, the batch is gone
 * with its audit rows and with the note that it was done, so that it is done again. Never for the last word on such work: when a
 * transaction after it waits for the disk, all before it are there, too.
 */
export async function commitSoon(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SET LOCAL synchronous_commit = off`
}
