import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type GreetingType, greetingTypeLabels } from '../vocabulary'

function refuse(type: GreetingType, action: string): AppError {
  const message = `has no audio yet: ${greetingTypeLabels[type]}`
  return new AppError('invalid-input', `activeGreetingType: ${message}`, {
    action,
    fields: [{ path: 'activeGreetingType', message }],
  })
}

/**
 * Throws `invalid-input` when a mailbox is to play a greeting that nobody has recorded: callers would hear nothing. Standard needs no
 * audio. A mailbox that is yet to be made (`mailboxId` null) has none. Lock the mailbox first, so that the audio cannot go meanwhile.
 */
export async function requireGreeting(
  tx: Pick<Transaction, 'greeting'>,
  mailboxId: string | null,
  type: GreetingType | null | undefined,
): Promise<void> {
  if (type === null || type === undefined || type === 'standard') return
  if (!mailboxId) throw refuse(type, 'Save the mailbox first, then upload one.')
  const greeting = await tx.greeting.findUnique({ where: { mailboxId_type: { mailboxId, type } } })
  if (!greeting?.currentVersionId) throw refuse(type, 'Upload one on the Greetings tab first.')
}

/**
 * The same for many mailboxes at once, as a condition of SQL: true where the mailbox of column `mailboxId` has audio for the greeting
 * that `type` gives. Whoever changes rows by SQL leaves those out that it is false for, and says how many.
 */
export function hasGreetingAudio(mailboxId: Prisma.Sql, type: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM greetings WHERE greetings.mailbox_id = ${mailboxId} AND greetings.type = ${type}
    AND greetings.current_version_id IS NOT NULL)`
}
