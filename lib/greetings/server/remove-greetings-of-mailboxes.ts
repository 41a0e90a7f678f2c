import 'server-only'
import type { Transaction } from '@/lib/db/transaction'

/**
 * Removes every greeting of mailboxes that go for good, in the transaction that deletes them. The rows go here; a trigger writes down
 * their files, which a job then takes out of the storage. A mailbox with greetings cannot be deleted otherwise.
 */
export async function removeGreetingsOfMailboxes(tx: Transaction, mailboxIds: readonly string[]): Promise<void> {
  const where = { mailboxId: { in: [...mailboxIds] } }
  await tx.greeting.updateMany({ where, data: { currentVersionId: null } })
  await tx.greetingVersion.deleteMany({ where })
  await tx.greeting.deleteMany({ where })
}
