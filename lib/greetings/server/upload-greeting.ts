import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { readDatabase, type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { StreamedBody } from '@/lib/http/streamed-body'
import { log } from '@/lib/log/log'
import { storageFailure } from '@/lib/storage/failure'
import { storage } from '@/lib/storage/instance'
import type { PutResult, Storage } from '@/lib/storage/storage'
import { type AudioDescription, inspectAudio } from '../audio/inspect-audio'
import { refuseSize } from '../audio/refusal'
import type { GreetingList, GreetingParams } from '../schema'
import { greetingLimits } from '../vocabulary'
import { fileKey, filesFolder } from './file-keys'
import { auditedGreeting, lockGreeting, readGreetings, readMailbox, refuseDeleted, requireVersion } from './repository'

type Upload = StreamedBody & { fileName: string }
type Stored = PutResult & AudioDescription & { id: string; storageKey: string; fileName: string }

/** Writes down that a file is coming, before the storage hears of it: a crash from here on leaves a trace to clean up by. */
async function announce(params: GreetingParams, version: number, versionId: string): Promise<string> {
  return transaction(async (tx) => {
    refuseDeleted(await readMailbox(tx, params))
    const { mailboxId, type } = params
    const greeting = await tx.greeting.findUnique({ where: { mailboxId_type: { mailboxId, type } } })
    requireVersion(type, greeting?.version ?? 0, version)
    const storageKey = fileKey(await filesFolder(tx), mailboxId, versionId)
    await tx.greetingFileChange.create({ data: { storageKey, direction: 'arriving' } })
    return storageKey
  })
}

/** After a failure. What cannot be cleaned up now is swept up later. */
async function withdraw(files: Storage, storageKey: string): Promise<void> {
  try {
    await files.remove(storageKey)
    await readDatabase((client) =>
      client.greetingFileChange.deleteMany({ where: { storageKey, direction: 'arriving' } }),
    )
  } catch (err) {
    log('greetings').warn({ err, storageKey }, 'an upload that failed could not be cleaned up at once')
  }
}

/** A sweep gives up uploads that take longer than any should. Its word counts: the file may be gone. */
async function requireAnnounced(tx: Transaction, storageKey: string): Promise<void> {
  const change = await tx.greetingFileChange.findUnique({ where: { storageKey } })
  if (change?.direction === 'arriving') return
  throw new AppError('conflict', 'The upload took too long and was given up.', { action: 'Upload the file again.' })
}

async function nextNumber(tx: Transaction, { mailboxId, type }: GreetingParams): Promise<number> {
  const newest = await tx.greetingVersion.findFirst({ where: { mailboxId, type }, orderBy: { number: 'desc' } })
  return (newest?.number ?? 0) + 1
}

async function commit(author: Author, params: GreetingParams, version: number, stored: Stored): Promise<GreetingList> {
  return transaction(async (tx) => {
    const { greeting } = await lockGreeting(tx, params, version)
    await requireAnnounced(tx, stored.storageKey)
    const { mailboxId, type } = params
    const at = { mailboxId_type: { mailboxId, type } }
    if (!greeting) await tx.greeting.create({ data: { mailboxId, type } })
    const number = await nextNumber(tx, params)
    const { peaks, ...described } = stored
    const uploader = {
      uploadedById: author.actor.kind === 'user' ? author.actor.id : null,
      uploadedByName: author.actor.name,
    }
    // A trigger ends the announcement.
    const record = await tx.greetingVersion.create({
      data: { ...described, ...uploader, mailboxId, type, number, peaks: Uint8Array.from(peaks) },
    })
    const next = greeting ? { version: { increment: 1 } } : {}
    await tx.greeting.update({ where: at, data: { currentVersionId: record.id, ...next } })
    // What was heard until now stays, however old it is: who restored it and uploads over it may want it back.
    await tx.greetingVersion.deleteMany({
      where: {
        mailboxId,
        type,
        number: { lte: number - greetingLimits.versions },
        ...(greeting?.current ? { id: { not: greeting.current.id } } : {}),
      },
    })
    await writeAudit(tx, {
      ...author,
      action: 'greeting.upload',
      entityType: 'mailbox',
      entityId: mailboxId,
      tenantId: params.id,
      before: auditedGreeting(type, greeting?.current ?? null),
      after: auditedGreeting(type, record),
    })
    return readGreetings(tx, params)
  })
}

/**
 * Takes a file as the mailbox's greeting of this type, when the greeting is still at `version` (0: there is none). The file passes through
 * in bounded memory: looked at, hashed and stored at once. Throws `forbidden`, `not-found`, `conflict`, `payload-too-large`, `invalid-input`
 * with the exact reason, and what a storage throws.
 */
export async function uploadGreeting(
  author: Author,
  params: GreetingParams,
  version: number,
  { chunks, declaredBytes, fileName }: Upload,
): Promise<GreetingList> {
  requirePermission(author.actor, 'voicemail:write')
  if (declaredBytes !== null && declaredBytes > greetingLimits.sizeBytes) throw refuseSize(declaredBytes)
  const files = await storage()
  const id = randomUUID()
  const storageKey = await announce(params, version, id)
  const inspection = inspectAudio(chunks)
  let stored: Stored
  try {
    const put = await files.put(storageKey, inspection.chunks)
    stored = { ...put, ...inspection.description(), id, storageKey, fileName }
  } catch (error) {
    // A storage that does not answer would keep the sender waiting once more; the sweep asks it later.
    if (storageFailure(error) !== 'unreachable') await withdraw(files, storageKey)
    throw error
  }
  try {
    return await commit(author, params, version, stored)
  } catch (error) {
    // When the database went away nobody knows whether the row is there; only a plain refusal says that it is not.
    if (error instanceof AppError && error.code !== 'unavailable') await withdraw(files, storageKey)
    throw error
  }
}
