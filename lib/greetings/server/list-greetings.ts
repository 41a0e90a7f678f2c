import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import type { GreetingList } from '../schema'
import { readGreetings } from './repository'

/** Both greetings of a mailbox with their versions, also when the mailbox is deleted. Throws `not-found`, `unavailable`. */
export async function listGreetings(tenantId: string, mailboxId: string): Promise<GreetingList> {
  return readDatabase((client) => readGreetings(client, { id: tenantId, mailboxId }))
}
