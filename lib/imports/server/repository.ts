import 'server-only'
import type { Actor } from '@/lib/auth/model'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { importSchema, type MailboxImport } from '../schema'
import type { ImportState } from '../vocabulary'

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

type Reader = Pick<Transaction, 'mailboxImport'>

/** An import as the API shows it. Throws when the table holds what another version wrote. */
export async function toImport(client: Reader, record: ImportRecord): Promise<MailboxImport> {
  const { tenantId, sha256, id } = record
  const [twin, ahead] = await Promise.all([
    sha256
      ? client.mailboxImport.findFirst({ where: { tenantId, sha256, id: { lt: id } }, orderBy: { id: 'desc' } })
      : null,
    record.state === 'queued'
      ? client.mailboxImport.count({
          where: {
            tenantId,
            id: { not: id },
            OR: [
              { state: { in: ['applying', 'paused', 'reverting'] } },
              { state: 'queued', advancedAt: { lt: record.advancedAt } },
            ],
          },
        })
      : 0,
  ])
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return importSchema.parse({
    ...record,
    createdAt: iso(record.createdAt),
    checkedAt: iso(record.checkedAt),
    startedAt: iso(record.startedAt),
    finishedAt: iso(record.finishedAt),
    observedAt: new Date().toISOString(),
    sameFileAs: twin?.id ?? null,
    ahead,
  })
}
