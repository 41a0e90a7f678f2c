import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import { storage } from '@/lib/storage/instance'
import { type CreateImport, type ImportChoices, importChoicesSchema, type MailboxImport } from '../schema'
import { importLimits } from '../vocabulary'
import { advanceImports } from './jobs'
import { lockImport, requireState, toImport } from './repository'
import { partKey } from './uploaded-file'

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
    if (!(await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }))) {
      throw new AppError('not-found', `There is no tenant ${tenantId}.`)
    }
    const waiting = await tx.mailboxImport.count({
      where: { tenantId, finishedAt: null, state: { notIn: ['unreadable', 'checked'] } },
    })
    if (waiting >= importLimits.unfinished) {
      throw new AppError('rate-limited', `${waiting} imports of this tenant are not finished yet.`, {
        action: 'Wait until one ends, or cancel one.',
      })
    }
    const record = await tx.mailboxImport.create({
      data: {
        tenantId,
        actorId: actor.kind === 'user' ? actor.id : null,
        actorName: actor.name,
        fileName,
        sizeBytes,
        choices,
      },
    })
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

async function* atMost(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > maxBytes)
      throw new AppError(
        'payload-too-large',
        `The file is longer than was announced, by ${bytes - maxBytes} bytes or more.`,
      )
    yield chunk
  }
}

/**
 * Stores the next part of a file. Sent again, a part that is there already changes nothing; one that broke off never was. Parts come in
 * order: the answer says which one is next. Throws `forbidden`, `not-found`, `conflict` for a part out of turn, `payload-too-large`,
 * `unavailable`, and what the storage throws.
 */
export async function uploadPart(
  author: Author,
  place: { tenantId: string; importId: string; part: number },
  chunks: AsyncIterable<Uint8Array>,
): Promise<MailboxImport> {
  requirePermission(author.actor, 'imports:write')
  const { tenantId, importId, part } = place
  const before = await transaction((tx) => lockImport(tx, tenantId, importId))
  if (part <= before.parts) return readDatabase((client) => toImport(client, before))
  requireState(before, ['uploading'], 'added to')
  if (part !== before.parts + 1) {
    throw new AppError('conflict', `Part ${before.parts + 1} comes next, not part ${part}.`, {
      action: `Send part ${before.parts + 1}.`,
    })
  }
  const { sizeBytes } = await (await storage()).put(
    partKey(importId, part),
    atMost(chunks, before.sizeBytes - before.receivedBytes),
  )
  return transaction(async (tx) => {
    const record = await lockImport(tx, tenantId, importId)
    // Two senders of one part: the storage has the later one's bytes, which a different length would betray.
    if (record.parts !== part - 1)
      throw new AppError('conflict', `Part ${part} was sent twice at once.`, { action: 'Begin the upload anew.' })
    const data = { parts: part, receivedBytes: record.receivedBytes + sizeBytes }
    return toImport(tx, await tx.mailboxImport.update({ where: { id: importId }, data }))
  })
}

/**
 * Has a file checked that was uploaded whole, or checked again with other choices. Changes no mailbox. Throws `forbidden`, `not-found`,
 * `conflict` when bytes are missing or the import has gone further, `unavailable`.
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
    const known = importChoicesSchema.parse(record.choices)
    const choices = {
      ...known,
      ...more,
      mapping: { ...known.mapping, ...more.mapping },
      profiles: { ...known.profiles, ...more.profiles },
    }
    const data = { choices, state: 'checking', checkedBytes: 0, finishedAt: null, advancedAt: new Date() }
    return toImport(tx, await tx.mailboxImport.update({ where: { id: importId }, data }))
  })
  await enqueue(advanceImports, {})
  return started
}
