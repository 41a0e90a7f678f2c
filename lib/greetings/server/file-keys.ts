import 'server-only'
import type { Transaction } from '@/lib/db/transaction'

/**
 * Where this database's files lie. Each database has a folder of its own, so that consoles that share a bucket never take each other's
 * files for left-overs.
 */
export async function filesFolder(client: Pick<Transaction, 'greetingStorage'>): Promise<string> {
  const { folder } = await client.greetingStorage.findUniqueOrThrow({ where: { id: 1 } })
  return `greetings/${folder}/`
}

/** Never used twice. The two last digits of the mailbox's id, which are random, keep folders small. */
export const fileKey = (folder: string, mailboxId: string, versionId: string) =>
  `${folder}${mailboxId.slice(-2)}/${mailboxId}/${versionId}`
