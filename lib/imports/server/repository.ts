import 'server-only'
import type { Actor } from '@/lib/auth/model'
import type { MailboxImport as ImportRecord, Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { noTenant } from '@/lib/tenants/no-tenant'
import { importSchema, type MailboxImport } from '../schema'
import { type ImportState, importLimits } from '../vocabulary'
import { partNames } from './uploaded-file'

type Reader = Pick<Transaction, '$queryRaw'>

export function noImport(): AppError {
  return new AppError('not-found', 'There is no such import in this tenant.')
}

/** Reads an import and holds its row until the transaction ends. Throws `not-found`. */
export async function lockImport(tx: Transaction, tenantId: string, id: string): Promise<ImportRecord> {
  await tx.$queryRaw`SELECT id FROM mailbox_imports WHERE id = ${id}::uuid FOR UPDATE`
  const record = await tx.mailboxImport.findUnique({ where: { id } })
  if (record?.tenantId !== tenantId) throw noImport()
  return record
}

/** Throws `conflict` before an import was checked, when there are no rows to speak of. */
export function requireChecked({ checkedAt }: Pick<ImportRecord, 'checkedAt'>): void {
  if (checkedAt !== null) return
  throw new AppError('conflict', 'The file was not checked to its end, so nothing is known of its rows.', {
    action: 'Load the import again and look at its state.',
  })
}

/** Throws `not-found` once the rows of an import that was checked were swept away. */
export async function requireRowsKept(client: Pick<Transaction, 'mailboxImportRow'>, importId: string): Promise<void> {
  if (await client.mailboxImportRow.findFirst({ where: { importId }, select: { row: true } })) return
  throw new AppError('not-found', `The rows of this import are gone: rows are kept for ${importLimits.undoDays} days.`)
}

/**
 * An import whose rows can be read, and the names of its file's parts. Throws `not-found`, also when the rows were swept away, and
 * `conflict` before the check.
 */
export async function importWithRows(
  client: Reader & Pick<Transaction, 'mailboxImport' | 'mailboxImportRow'>,
  tenantId: string,
  id: string,
): Promise<{ record: MailboxImport; files: string[] }> {
  const stored = await client.mailboxImport.findUnique({ where: { id } })
  if (stored?.tenantId !== tenantId) throw noImport()
  requireChecked(stored)
  await requireRowsKept(client, id)
  return { record: await toImport(client, stored), files: partNames(stored) }
}

/** Throws `not-found` for the tenant, `rate-limited` when too many of its imports are not finished. */
export async function requireRoom(
  client: Pick<Transaction, 'tenant' | 'mailboxImport'>,
  tenantId: string,
): Promise<void> {
  if (!(await client.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }))) {
    throw noTenant(tenantId)
  }
  const count = (state: Prisma.StringFilter) =>
    client.mailboxImport.count({ where: { tenantId, finishedAt: null, state } })
  const [waiting, checked] = await Promise.all([
    count({ notIn: ['unreadable', 'checked'] }),
    count({ equals: 'checked' }),
  ])
  if (waiting >= importLimits.unfinished) {
    throw new AppError('rate-limited', `${waiting} imports of this tenant are not finished yet.`, {
      action: 'Wait until one ends, or cancel one.',
    })
  }
  if (checked >= importLimits.unconfirmed) {
    throw new AppError('rate-limited', `${checked} imports of this tenant are checked and nobody applied them.`, {
      action: 'Apply or cancel one: the rows of each are kept until then.',
    })
  }
}

/** Throws `conflict` when the import is in none of these states. */
export function requireState(record: ImportRecord, states: readonly ImportState[], deed: string): void {
  if (states.some((state) => state === record.state)) return
  throw new AppError('conflict', `This import cannot be ${deed}: its state is ${record.state}.`, {
    action: 'Load it again and look at its state.',
  })
}

/** Who gave the order, as the import keeps it for its audit rows. */
export function orderedBy(actor: Actor) {
  return { orderedById: actor.kind === 'user' ? actor.id : null, orderedByName: actor.name }
}

type Place = { id: string; sameFileAs: string | null; ahead: number }

/** Of each import: an earlier one of the very same file, and how many of its tenant come first. One question, however many they are. */
function placesOf(client: Reader, ids: readonly string[]): Promise<Place[]> {
  return client.$queryRaw<Place[]>`
    SELECT i.id, (SELECT o.id FROM mailbox_imports o WHERE o.tenant_id = i.tenant_id AND o.sha256 = i.sha256 AND o.id < i.id
        ORDER BY o.id DESC LIMIT 1) AS "sameFileAs",
      CASE i.state WHEN 'queued' THEN (SELECT count(*)::int FROM mailbox_imports o WHERE o.tenant_id = i.tenant_id AND o.id <> i.id
        AND (o.state IN ('applying', 'paused', 'reverting') OR (o.state = 'queued' AND o.advanced_at < i.advanced_at)))
        ELSE 0 END AS ahead
    FROM mailbox_imports i WHERE i.id = ANY(${[...ids]}::uuid[])`
}

/** Imports as the API shows them, in the order given. Throws when the table holds what another version wrote. */
export async function toImports(client: Reader, records: readonly ImportRecord[]): Promise<MailboxImport[]> {
  if (records.length === 0) return []
  const places = await placesOf(
    client,
    records.map(({ id }) => id),
  )
  const placeOf = new Map(places.map((place) => [place.id, place]))
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return records.map((record) => {
    const { sameFileAs = null, ahead = 0 } = placeOf.get(record.id) ?? {}
    return importSchema.parse({
      ...record,
      createdAt: iso(record.createdAt),
      checkedAt: iso(record.checkedAt),
      startedAt: iso(record.startedAt),
      finishedAt: iso(record.finishedAt),
      observedAt: new Date().toISOString(),
      sameFileAs,
      ahead,
    })
  })
}

/** An import as the API shows it. */
export async function toImport(client: Reader, record: ImportRecord): Promise<MailboxImport> {
  const [one] = await toImports(client, [record])
  if (!one) throw noImport()
  return one
}
