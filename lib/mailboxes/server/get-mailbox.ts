import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import type { MailboxRow } from '../schema'
import { noMailbox, readInheritance, toMailboxRow } from './repository'

/** One mailbox with its effective settings, also when it is deleted. Throws `not-found`, `unavailable`. */
export async function getMailbox(tenantId: string, id: string): Promise<MailboxRow> {
  return readDatabase(async (client) => {
    const [record, inheritance] = await Promise.all([
      client.mailbox.findUnique({ where: { id } }),
      readInheritance(client, tenantId),
    ])
    if (!record || record.tenantId !== tenantId) throw noMailbox()
    return toMailboxRow(record, inheritance)
  })
}
