import 'server-only'
import type { Author } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import { storageFolder } from '@/lib/db/storage-folder'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { storage } from '@/lib/storage/instance'
import { measureSource } from '@/lib/storage/measured-source'
import type { PutResult } from '@/lib/storage/storage'
import { atMost } from '../at-most'
import type { MailboxImport } from '../schema'
import { lockImport, requireState, toImport } from './repository'
import { measuredParts, newPartName, partKey, withPart } from './uploaded-file'

const longerThanAnnounced = (beyond: number) =>
  new AppError('payload-too-large', `The file is longer than was announced, by ${beyond} bytes or more.`)

const otherBytes = (part: number) =>
  new AppError(
    'conflict',
    `Part ${part} is there already, with other bytes than these; the one that arrived first is kept.`,
    {
      action: 'Compare what is there with your file. If it is another file, begin an upload of its own.',
    },
  )

/** Reads a part that is there already: the same bytes change nothing. Throws `conflict` for others. */
async function requireSame(record: ImportRecord, part: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const there = (await measuredParts(record.id, record))[part - 1]
  const sent = measureSource(atMost(chunks, there?.sizeBytes ?? 0, () => otherBytes(part)))
  for await (const _chunk of sent.chunks) {
    // Hashed as it passes.
  }
  if (sent.result().sha256 !== there?.sha256) throw otherBytes(part)
}

/** Adds a part that lies in the storage. Of two that were sent at once the first one counts; null for the other. */
function addPart(
  { tenantId, importId, part }: PartPlace,
  name: string,
  stored: PutResult,
): Promise<{ record: ImportRecord; isAdded: boolean }> {
  return transaction(async (tx) => {
    const record = await lockImport(tx, tenantId, importId)
    if (record.parts >= part) return { record, isAdded: false }
    requireState(record, ['uploading'], 'added to')
    const data = { ...withPart(record, name, stored), receivedBytes: record.receivedBytes + stored.sizeBytes }
    return { record: await tx.mailboxImport.update({ where: { id: importId }, data }), isAdded: true }
  })
}

type PartPlace = { tenantId: string; importId: string; part: number }

/**
 * Stores the next part of a file. Sent again, or by two at once, a part with the same bytes changes nothing; one that broke off never was.
 * Parts come in order: the answer says which one is next. Throws `forbidden`, `not-found`, `conflict` for a part out of turn or one that
 * is there with other bytes, `payload-too-large`, `unavailable`, and what the stream and the storage throw.
 */
export async function uploadPart(
  author: Author,
  place: PartPlace,
  chunks: AsyncIterable<Uint8Array>,
): Promise<MailboxImport> {
  requirePermission(author.actor, 'imports:write')
  const { tenantId, importId, part } = place
  const before = await transaction((tx) => lockImport(tx, tenantId, importId))
  const answer = (record: ImportRecord) => readDatabase((client) => toImport(client, record))
  if (part <= before.parts) {
    await requireSame(before, part, chunks)
    return answer(before)
  }
  requireState(before, ['uploading'], 'added to')
  if (part !== before.parts + 1) {
    throw new AppError('conflict', `Part ${before.parts + 1} comes next, not part ${part}.`, {
      action: `Send part ${before.parts + 1}.`,
    })
  }
  const files = await storage()
  // A name of its own for each attempt: a second sender or a late one replaces nothing. What is left over is swept.
  const name = newPartName(part, await readDatabase(storageFolder))
  const stored = await files.put(
    partKey(importId, name),
    atMost(chunks, before.sizeBytes - before.receivedBytes, longerThanAnnounced),
  )
  const { record, isAdded } = await addPart(place, name, stored)
  if (!isAdded && (await measuredParts(importId, record))[part - 1]?.sha256 !== stored.sha256) throw otherBytes(part)
  return answer(record)
}
