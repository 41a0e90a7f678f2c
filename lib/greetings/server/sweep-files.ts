import 'server-only'
import pLimit from 'p-limit'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log/log'
import { storage } from '@/lib/storage/instance'
import type { StoredFile } from '@/lib/storage/storage'
import { filesFolder } from './file-keys'

/** No upload takes this long: what is older and has no row never gets one. */
export const uploadPatienceMs = 60 * 60 * 1000
const batchSize = 500
const removalsAtOnce = 8

/** Turns uploads that never ended into files that leave. One that ends nevertheless is refused its row from here on. */
async function giveUpUploads(before: Date): Promise<number> {
  const { count } = await transaction((tx) =>
    tx.greetingFileChange.updateMany({
      where: { direction: 'arriving', since: { lt: before } },
      data: { direction: 'leaving' },
    }),
  )
  return count
}

async function removeFile(storageKey: string): Promise<boolean> {
  try {
    await (await storage()).remove(storageKey)
    await transaction((tx) => tx.greetingFileChange.deleteMany({ where: { storageKey, direction: 'leaving' } }))
    return true
  } catch (err) {
    log('greetings').warn({ err, storageKey }, 'a file could not be removed; it is tried again')
    return false
  }
}

/**
 * Removes the files of versions that are gone and of uploads that never ended. A file that cannot be removed keeps its row and is tried again
 * with the next run. Returns how many were removed.
 */
export async function removeLeavingFiles(now: Date): Promise<number> {
  await giveUpUploads(new Date(now.getTime() - uploadPatienceMs))
  const limit = pLimit(removalsAtOnce)
  let removed = 0
  for (let after = ''; ; ) {
    const batch = await readDatabase((client) =>
      client.greetingFileChange.findMany({
        where: { direction: 'leaving', storageKey: { gt: after } },
        orderBy: { storageKey: 'asc' },
        take: batchSize,
      }),
    )
    const outcomes = await Promise.all(batch.map(({ storageKey }) => limit(() => removeFile(storageKey))))
    removed += outcomes.filter(Boolean).length
    after = batch.at(-1)?.storageKey ?? ''
    if (batch.length < batchSize) return removed
  }
}

/** Those of the files that no row knows, written down as leaving. */
async function announceUnknown(files: readonly StoredFile[]): Promise<number> {
  if (files.length === 0) return 0
  const keys = files.map(({ key }) => key)
  return transaction(async (tx) => {
    const where = { storageKey: { in: keys } }
    const [versions, changes] = await Promise.all([
      tx.greetingVersion.findMany({ where, select: { storageKey: true } }),
      tx.greetingFileChange.findMany({ where, select: { storageKey: true } }),
    ])
    const known = new Set([...versions, ...changes].map(({ storageKey }) => storageKey))
    const unknown = keys.filter((key) => !known.has(key))
    const data = unknown.map((storageKey) => ({ storageKey, direction: 'leaving' }))
    await tx.greetingFileChange.createMany({ data, skipDuplicates: true })
    return unknown.length
  })
}

/**
 * Compares the storage with the rows, page by page, and removes files that no row knows and that are older than any upload takes: what a
 * database restored from a backup has forgotten. Also what broken uploads left half-written. Returns how many files were unknown.
 */
export async function sweepStorage(now: Date): Promise<number> {
  const files = await storage()
  const before = new Date(now.getTime() - uploadPatienceMs)
  const folder = await readDatabase(filesFolder)
  let unknown = 0
  let cursor: string | undefined
  do {
    const page = await files.list(folder, cursor)
    unknown += await announceUnknown(page.items.filter(({ modifiedAt }) => modifiedAt < before))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  await files.tidy(folder, before)
  if (unknown > 0) log('greetings').warn({ unknown }, 'files that no row knows are removed')
  await removeLeavingFiles(now)
  return unknown
}
