import 'server-only'
import type { Transaction } from './transaction'

/**
 * A UUID that this database has for itself, made with it. Consoles that share a bucket tell their files by it, and never take each
 * other's for left-overs.
 */
export async function storageFolder(client: Pick<Transaction, 'greetingStorage'>): Promise<string> {
  const { folder } = await client.greetingStorage.findUniqueOrThrow({ where: { id: 1 } })
  return folder
}
