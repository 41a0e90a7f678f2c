import 'server-only'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log/log'
import { type StorageFailure, storageFailure } from '@/lib/storage/failure'

/** A turn that fails this often in a row will not succeed. */
const maxFailures = 5

const storageReasons: Readonly<Record<StorageFailure, string>> = {
  unreachable: 'The storage cannot be reached. The file is read as soon as it answers.',
  full: 'The storage is full. The file is read as soon as it answers again.',
  // A folder that is not mounted looks the same, and comes back.
  missing: 'The storage does not have the file at the moment. It is looked for again.',
  refused: 'The storage refuses the console. The file is looked for again.',
}

function lastReason({ state, direction }: ImportRecord, error: unknown, failures: number): string {
  if (storageFailure(error) === 'missing') {
    return 'The storage no longer has the file, so it cannot be checked. Upload it again as a new import.'
  }
  const failed = `It failed ${failures} times in a row; the worker’s log says why.`
  if (state === 'checking') return `${failed} A check changes no mailbox.`
  return direction === 'revert'
    ? `${failed} What was taken back until then stays so; the rest is as the import left it.`
    : `${failed} What was changed until then stays changed and can be undone.`
}

/**
 * Notes that a turn failed; after several in a row the import ends as failed. Looks at the state that the turn worked on: what a person
 * decided meanwhile stays. Throws `unavailable`.
 */
export async function noteFailure(record: ImportRecord, error: unknown): Promise<void> {
  const { id, state } = record
  log('imports').error({ import: id, err: error }, 'a turn of an import failed')
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM mailbox_imports WHERE id = ${id}::uuid FOR UPDATE`
    const now = await tx.mailboxImport.findUnique({ where: { id } })
    if (now?.state !== state) return
    const failures = now.failures + 1
    const away = storageFailure(error)
    // Its next turn comes after everybody else's.
    const noted = { failures, advancedAt: new Date(), ...(away ? { reason: storageReasons[away] } : {}) }
    // A person's wish to end it is granted by the next turn.
    const ends = failures >= maxFailures && now.wish !== 'keep' && now.wish !== 'revert'
    const failed = { state: 'failed', wish: null, reason: lastReason(now, error, failures) }
    const finishedAt = now.direction === 'revert' ? (now.finishedAt ?? new Date()) : new Date()
    await tx.mailboxImport.update({ where: { id }, data: ends ? { ...noted, ...failed, finishedAt } : noted })
  })
}

/** Notes why a check waits that is tried again without an end: its storage is away. Throws `unavailable`. */
export async function noteWaiting({ id }: ImportRecord, failure: StorageFailure): Promise<void> {
  await transaction((tx) =>
    tx.mailboxImport.updateMany({
      where: { id, state: 'checking' },
      data: { reason: storageReasons[failure], advancedAt: new Date() },
    }),
  )
}
