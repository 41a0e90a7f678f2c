import 'server-only'
import { isCutOff } from '@/lib/db/errors'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { storageFailure } from '@/lib/storage/failure'
import { checkImport } from './check-import'
import { noteFailure, noteWaiting } from './note-failure'

/** More than there are workers: each that is at work holds one of them. */
const candidates = 100

/** Those that wait for a check, the longest waiting first; checks hold no row, so those that others are at are among them. */
function waitingChecks(): Promise<ImportRecord[]> {
  return readDatabase((client) =>
    client.mailboxImport.findMany({
      where: { state: 'checking' },
      orderBy: [{ advancedAt: 'asc' }, { id: 'asc' }],
      take: candidates,
    }),
  )
}

/**
 * One check: of the import that waits longest, that no other worker is at and that is not among those that failed, to which it adds: their
 * next try comes with the next job. Returns false when there is none. Throws `unavailable`, having noted at the import when it is the
 * storage that is away; any other failure is noted there, and it ends as failed when it happens again and again.
 */
export async function advanceCheck(failed: Set<string>): Promise<boolean> {
  for (const record of await waitingChecks()) {
    if (failed.has(record.id)) continue
    try {
      if (await checkImport(record)) return true
    } catch (error) {
      const away = error instanceof AppError && error.code === 'unavailable' && !isCutOff(error)
      const storage = storageFailure(error)
      if (away && storage) await noteWaiting(record, storage)
      if (away) throw error
      failed.add(record.id)
      await noteFailure(record, error)
    }
  }
  return false
}
