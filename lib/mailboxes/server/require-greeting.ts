import 'server-only'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type GreetingType, greetingTypeLabels } from '../vocabulary'

/**
 * Throws `invalid-input` when a mailbox is to play a greeting that nobody has recorded: callers would hear nothing. Standard needs no
 * audio. A mailbox that is yet to be made (`mailboxId` null) has none.
 */
export async function requireGreeting(
  _tx: Transaction,
  mailboxId: string | null,
  type: GreetingType | null | undefined,
): Promise<void> {
  if (type === null || type === undefined || type === 'standard') return
  const where = mailboxId ? 'Upload one on the Greetings tab first.' : 'Save the mailbox first, then upload one.'
  const message = `has no audio yet: ${greetingTypeLabels[type]}`
  throw new AppError('invalid-input', `activeGreetingType: ${message}`, {
    action: where,
    fields: [{ path: 'activeGreetingType', message }],
  })
}
