import 'server-only'
import { storageFolder } from '@/lib/db/storage-folder'
import { readDatabase } from '@/lib/db/transaction'
import { log } from '@/lib/log/log'
import { storage } from '@/lib/storage/instance'
import { partFolder, partNames, partTag } from './uploaded-file'

/** A file may be there before its import is: for as long as an upload takes. */
const patienceMs = 86_400_000
const keyPattern = /^imports\/[^/]+\/([0-9a-f-]{36})\/(\d+-([0-9a-f]{8})[0-9a-f]{8})$/

/**
 * Removes files of this database that belong to no import: an upload or a part of it broke off, or the tenant was deleted. Also what broken
 * uploads left half-written. Returns how many. Throws what storage and database throw.
 */
export async function sweepImportFiles(now: Date): Promise<number> {
  const files = await storage()
  const own = partTag(await readDatabase(storageFolder))
  let removed = 0
  let cursor: string | undefined
  do {
    const page = await files.list('imports/', cursor)
    const old = page.items.flatMap(({ key, modifiedAt }) => {
      const [, id, name, tag] = keyPattern.exec(key) ?? []
      return id && name && tag === own && now.getTime() - modifiedAt.getTime() > patienceMs ? [{ key, id, name }] : []
    })
    const ids = [...new Set(old.map(({ id }) => id))]
    const known = await readDatabase((client) =>
      client.mailboxImport.findMany({ where: { id: { in: ids } }, select: { id: true, parts: true, partNames: true } }),
    )
    const there = new Map(known.map((record) => [record.id, new Set(partNames(record))]))
    for (const { key } of old.filter(({ id, name }) => !there.get(id)?.has(name))) {
      await files.remove(key)
      removed += 1
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  await files.tidy('imports/', new Date(now.getTime() - patienceMs))
  if (removed > 0) log('imports').warn({ removed }, 'files that belong to no import are removed')
  return removed
}

/** Removes all that was stored of an import. Throws what the storage throws. */
export async function removeImportFiles(importId: string): Promise<void> {
  const files = await storage()
  for (;;) {
    const { items } = await files.list(partFolder(importId))
    if (items.length === 0) return
    for (const { key } of items) await files.remove(key)
  }
}
