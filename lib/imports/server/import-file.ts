import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { storageFolder } from '@/lib/db/storage-folder'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { uuid7 } from '@/lib/db/uuid7'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import { storage } from '@/lib/storage/instance'
import { atMost } from '../at-most'
import type { MailboxImport } from '../schema'
import { importLimits } from '../vocabulary'
import { checkImports } from './jobs'
import { requireRoom, toImport } from './repository'
import { newPartName, partKey } from './uploaded-file'

type SentFile = {
  fileName: string
  newOwner?: string
  chunks: AsyncIterable<Uint8Array>
  /** Null when the sender does not say. */
  declaredBytes: number | null
}

const tooLarge = () =>
  new AppError('payload-too-large', `The file has more than ${importLimits.fileBytes / 1024 / 1024} MB.`, {
    action: 'Split it into several.',
  })

/**
 * Takes a whole file in one request, as a stream, and has it checked. There is an import only when all of the file is there: what a broken
 * connection left is swept away. Throws `forbidden`, `not-found` for the tenant, `rate-limited`, `payload-too-large`, `unavailable`,
 * and what the stream and the storage throw.
 */
export async function importFile(author: Author, tenantId: string, sent: SentFile): Promise<MailboxImport> {
  const { actor } = author
  requirePermission(actor, 'imports:write')
  const { fileName, newOwner, chunks, declaredBytes } = sent
  const files = await storage()
  await readDatabase((client) => requireRoom(client, tenantId))
  if ((declaredBytes ?? 0) > importLimits.fileBytes) throw tooLarge()
  const id = uuid7(new Date())
  const name = newPartName(1, await readDatabase(storageFolder))
  const { sizeBytes, sha256 } = await files.put(partKey(id, name), atMost(chunks, importLimits.fileBytes, tooLarge))
  const started = await transaction(async (tx) => {
    await requireRoom(tx, tenantId)
    const part = { parts: 1, partNames: [name], partSizes: [sizeBytes], partSha256: [sha256] }
    const upload = { fileName, sizeBytes, receivedBytes: sizeBytes, ...part }
    const record = await tx.mailboxImport.create({
      data: {
        ...{ id, tenantId, ...upload, state: 'checking', choices: newOwner ? { newOwner } : {} },
        ...{ actorId: actor.kind === 'user' ? actor.id : null, actorName: actor.name },
      },
    })
    const audited = { action: 'import.upload', entityType: 'import', entityId: id, tenantId } as const
    await writeAudit(tx, { ...author, ...audited, after: { fileName, sizeBytes } })
    return toImport(tx, record)
  })
  await enqueue(checkImports, {})
  return started
}
