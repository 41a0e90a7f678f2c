import 'server-only'
import { storageFolder } from '@/lib/db/storage-folder'
import type { Transaction } from '@/lib/db/transaction'

/** Where this database's files lie. */
export async function filesFolder(client: Pick<Transaction, 'greetingStorage'>): Promise<string> {
  return `greetings/${await storageFolder(client)}/`
}

/** Never used twice. The two last digits of the mailbox's id, which are random, keep folders small. */
export const fileKey = (folder: string, mailboxId: string, versionId: string) =>
  `${folder}${mailboxId.slice(-2)}/${mailboxId}/${versionId}`
