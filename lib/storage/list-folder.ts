import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FilePage, StoredFile } from './storage'

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    // A folder that was never made, or went away meanwhile, holds nothing.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Keys of folders end in `/` while they are sorted, so that the order is that of whole keys, as in the other storages. */
const sortKey = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name)
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

async function* walk(folder: string, prefix: string, after: string): AsyncGenerator<string> {
  const names = (await entriesOf(join(folder, prefix)))
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
    .map(sortKey)
    .sort(compare)
  for (const name of names) {
    const key = prefix + name
    if (name.endsWith('/')) {
      // All keys of a folder come before `after` when even its last possible one would.
      if (compare(key, after) > 0 || after.startsWith(key)) yield* walk(folder, key, after)
    } else if (compare(key, after) > 0) yield key
  }
}

/** One page of the files below `prefix`, after the key `cursor`; reads only the folders that it needs. */
export async function listFolder(folder: string, prefix: string, cursor: string, limit: number): Promise<FilePage> {
  const items: StoredFile[] = []
  for await (const key of walk(folder, prefix, cursor)) {
    if (items.length === limit) return { items, nextCursor: items.at(-1)?.key ?? null }
    const found = await stat(join(folder, key)).catch(() => null)
    if (found) items.push({ key, sizeBytes: found.size, modifiedAt: found.mtime })
  }
  return { items, nextCursor: null }
}
