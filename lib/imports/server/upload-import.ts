import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import { storage } from '@/lib/storage/instance'
import { type CreateImport, type ImportChoices, keptChoicesSchema, type MailboxImport } from '../schema'
import { checkImports } from './jobs'
import { mergedChoices } from './merged-choices'
import { rememberMappings } from './remembered-mappings'
import { lockImport, requireRoom, requireState, toImport } from './repository'

/**
 * Begins an import: its file is uploaded in parts next. Throws `forbidden`, `not-found` for the tenant, `rate-limited` when too many of
 * its imports are not finished, `unavailable` also when no storage is set up.
 */
export async function createImport(author: Author, tenantId: string, asked: CreateImport): Promise<MailboxImport> {
  requirePermission(author.actor, 'imports:write')
  await storage()
  const { fileName, sizeBytes, ...choices } = asked
  const { actor } = author
  return transaction(async (tx) => {
    await requireRoom(tx, tenantId)
    const record = await tx.mailboxImport.create({
      data: {
        tenantId,
        actorId: actor.kind === 'user' ? actor.id : null,
        actorName: actor.name,
        fileName,
        sizeBytes,
        choices: mergedChoices({}, choices),
      },
    })
    await rememberMappings(tx, author, tenantId, choices)
    await writeAudit(tx, {
      ...author,
      action: 'import.upload',
      entityType: 'import',
      entityId: record.id,
      tenantId,
      after: { fileName, sizeBytes },
    })
    return toImport(tx, record)
  })
}

/** A check begins from nothing: what the one before came to is not to be taken for its own. */
const unchecked = () => ({
  ...{ state: 'checking', advancedAt: new Date(), checkedBytes: 0, failures: 0, reason: null },
  ...{ counts: {}, rows: 0, mailboxes: 0, checkedAt: null, finishedAt: null },
  ...{ found: Prisma.DbNull, problem: Prisma.DbNull },
})

/**
 * Has a file checked that was uploaded whole, or checked again with other choices. Changes no mailbox; what is said of columns and
 * profiles is remembered for later files of the tenant. Throws `forbidden`, `not-found`,
 * `conflict` when bytes are missing or the import has gone further, `invalid-input` when too much was said of it, `unavailable`.
 */
export async function startCheck(
  author: Author,
  tenantId: string,
  importId: string,
  more: ImportChoices,
): Promise<MailboxImport> {
  requirePermission(author.actor, 'imports:write')
  const started = await transaction(async (tx) => {
    const record = await lockImport(tx, tenantId, importId)
    requireState(
      record,
      ['uploading', 'mapping', 'unreadable', 'checked', ...(record.mode ? [] : ['failed' as const])],
      'checked',
    )
    if (record.receivedBytes !== record.sizeBytes) {
      const message = `${record.receivedBytes} of ${record.sizeBytes} bytes have arrived.`
      throw new AppError('conflict', message, { action: `Send part ${record.parts + 1} next.` })
    }
    const known = keptChoicesSchema.parse(record.choices)
    const choices = mergedChoices(known, more)
    await rememberMappings(tx, author, tenantId, more)
    if (Object.keys(more).length > 0) {
      const audited = { action: 'import.check', entityType: 'import', entityId: importId, tenantId } as const
      await writeAudit(tx, { ...author, ...audited, before: { choices: known }, after: { choices } })
    }
    return toImport(tx, await tx.mailboxImport.update({ where: { id: importId }, data: { ...unchecked(), choices } }))
  })
  await enqueue(checkImports, {})
  return started
}
