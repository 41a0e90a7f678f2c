import 'server-only'
import type { MailboxImport as ImportRecord, Prisma } from '@/lib/db/generated/client'
import { readDatabase, type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { type Author, applyStatement, revertStatement } from './apply-sql'
import { checkImport } from './check-import'

/** A turn that fails this often in a row will not succeed. */
const maxFailures = 5
const lastRow = 2_147_483_647

type Progress = Prisma.MailboxImportUncheckedUpdateInput
type Counted = { word: string; count: number; lastRow: number }

function added(counts: unknown, more: readonly Counted[]): Record<string, number> {
  const sum = { ...(counts as Record<string, number>) }
  for (const { word, count } of more) sum[word] = (sum[word] ?? 0) + count
  return sum
}

const authorOf = ({ id, orderedById, orderedByName, actorName }: ImportRecord): Author => ({
  importId: id,
  actorId: orderedById,
  actorName: orderedByName ?? actorName,
})

/** What was asked for while it ran comes before the next batch. */
function granted({ wish }: ImportRecord): Progress | null {
  if (wish === 'pause') return { state: 'paused', wish: null, reason: null }
  if (wish === 'keep') return { state: 'cancelled', wish: null, finishedAt: new Date() }
  return wish === 'revert' ? { state: 'reverting', direction: 'revert', wish: null, revertedFrom: null } : null
}

async function applyBatch(tx: Transaction, record: ImportRecord): Promise<Progress> {
  const asked = granted(record)
  if (asked) return asked
  const tenant = await tx.tenant.findUnique({ where: { id: record.tenantId }, select: { enabled: true } })
  if (!tenant?.enabled) return { state: 'paused', reason: 'The tenant is disabled. Enable it and continue, or cancel.' }
  const counted = await tx.$queryRaw<Counted[]>(applyStatement(authorOf(record), record.tenantId, record.done))
  if (counted.length === 0) return { state: 'done', done: record.rows, finishedAt: new Date() }
  const progress = { done: Math.max(...counted.map((one) => one.lastRow)), results: added(record.results, counted) }
  const conflicts = counted.some(({ word }) => word !== 'applied')
  if (record.mode !== 'all' || !conflicts) return progress
  const reason =
    'A row could not be applied any more, and all or none were asked for, so those before it are taken back.'
  return { ...progress, state: 'reverting', direction: 'revert', revertedFrom: null, reason }
}

async function revertBatch(tx: Transaction, record: ImportRecord): Promise<Progress> {
  const before = record.revertedFrom ?? lastRow
  const statement = revertStatement(authorOf(record), record.tenantId, before, record.overwrite)
  const counted = await tx.$queryRaw<Counted[]>(statement)
  if (counted.length > 0) {
    return { revertedFrom: Math.min(...counted.map((one) => one.lastRow)), reversals: added(record.reversals, counted) }
  }
  // Taken back on the way, it never came to its end; afterwards it was undone.
  return { state: record.finishedAt ? 'undone' : 'cancelled', finishedAt: record.finishedAt ?? new Date() }
}

async function noteFailure(id: string, err: unknown): Promise<void> {
  log('imports').error({ import: id, err }, 'a turn of an import failed')
  await transaction(async (tx) => {
    // Its next turn comes after everybody else's.
    const { failures } = await tx.mailboxImport.update({
      where: { id },
      data: { failures: { increment: 1 }, advancedAt: new Date() },
    })
    if (failures < maxFailures) return
    const reason = `It failed ${failures} times in a row; the worker’s log says why. What was changed until then stays changed and can be undone.`
    await tx.mailboxImport.update({ where: { id }, data: { state: 'failed', finishedAt: new Date(), reason } })
  })
}

/** Checks are long and hold no row; a worker that finds one taken goes on to the next. */
async function nextCheck(): Promise<ImportRecord | null> {
  return readDatabase((client) =>
    client.mailboxImport.findFirst({ where: { state: 'checking' }, orderBy: { advancedAt: 'asc' } }),
  )
}

async function advanceOne(taken: (id: string) => void): Promise<boolean> {
  return transaction(async (tx) => {
    const [next] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM mailbox_imports i WHERE state IN ('applying', 'reverting') OR (state = 'queued' AND NOT EXISTS (
        SELECT 1 FROM mailbox_imports o WHERE o.tenant_id = i.tenant_id AND o.id <> i.id AND (
          o.state IN ('applying', 'paused', 'reverting') OR (o.state = 'queued' AND o.advanced_at < i.advanced_at))))
      ORDER BY advanced_at LIMIT 1 FOR UPDATE SKIP LOCKED`
    if (!next) return false
    taken(next.id)
    const record = await tx.mailboxImport.findUniqueOrThrow({ where: { id: next.id } })
    const reverting = record.direction === 'revert'
    const state = record.state === 'queued' ? (reverting ? 'reverting' : 'applying') : record.state
    // Taken first: the index that lets one import of a tenant run refuses a second one before it changes anything.
    if (state !== record.state) await tx.mailboxImport.update({ where: { id: next.id }, data: { state } })
    const progress = reverting ? await revertBatch(tx, record) : await applyBatch(tx, record)
    const data = { startedAt: record.startedAt ?? new Date(), advancedAt: new Date(), failures: 0, ...progress }
    await tx.mailboxImport.update({ where: { id: next.id }, data, select: { id: true } })
    return true
  })
}

/**
 * One turn: a batch of the import that waits longest and that no other worker holds, else a whole check. Returns false when there is
 * nothing to do. A worker that dies in a turn leaves nothing of it. Throws `unavailable`; any other failure is noted at the import, which
 * ends as failed when it happens again and again.
 */
export async function advanceImport(): Promise<boolean> {
  let id: string | undefined
  let checking = false
  try {
    if (
      await advanceOne((taken) => {
        id = taken
      })
    )
      return true
    const check = await nextCheck()
    if (!check) return false
    id = check.id
    checking = true
    await checkImport(check)
    const after = await readDatabase((client) =>
      client.mailboxImport.findUnique({ where: { id: check.id }, select: { state: true } }),
    )
    // Still being checked: by another worker.
    return after?.state !== 'checking'
  } catch (error) {
    const away = error instanceof AppError && error.code === 'unavailable'
    if (!id || away) throw error
    await noteFailure(id, error)
    // A storage that is away answers at once; the next try comes with the next job, a minute later.
    return !checking
  }
}
