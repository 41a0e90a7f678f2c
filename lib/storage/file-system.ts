import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { failureOfCode, storageError, storageFailure } from './failure'
import { placeFile, removeEmptyFolders, removeEmptyParents } from './folders'
import { inTime } from './in-time'
import { listFolder } from './list-folder'
import { measureSource } from './measured-source'
import { checkKey, checkPrefix, listPageSize, type Storage } from './storage'

/** No key begins with a dot, so nothing in here is ever listed. */
const incomingFolder = '.incoming'

/** The key in one name: no key has a plus, so that the beginning of the name tells whose upload it is. */
const incomingName = (key: string) => key.replaceAll('/', '+')

export type FileSystemConfig = { folder: string; timeoutMs: number }

function toStorageError(error: unknown): unknown {
  if (storageFailure(error)) return error
  const failure = failureOfCode(error)
  return failure ? storageError(failure, error) : error
}

/** `ENOENT` while writing is no missing file: the folder itself went away. */
function toWriteError(error: unknown): unknown {
  const known = toStorageError(error)
  return storageFailure(known) === 'missing' ? storageError('unreachable', error) : known
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.byteLength; ) {
    const { bytesWritten } = await handle.write(chunk, written)
    written += bytesWritten
  }
}

/**
 * Files in a folder, which all consoles and workers must share. A file is written beside, brought to the disk, and renamed: a crash at
 * any point leaves the old file or the new one.
 */
export function createFileSystemStorage({ folder, timeoutMs }: FileSystemConfig): Storage {
  const pathOf = (key: string) => join(folder, checkKey(key))
  const step = <Value>(work: Promise<Value>, late?: (value: Value) => void) => inTime(work, timeoutMs, late)
  const closeLate = (handle: FileHandle) => void handle.close().catch(() => undefined)

  async function write(path: string, temporary: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    await step(mkdir(dirname(temporary), { recursive: true }))
    const handle = await step(open(temporary, 'wx', 0o640), closeLate)
    try {
      for await (const chunk of chunks) await step(writeAll(handle, chunk))
      await step(handle.sync())
    } finally {
      await step(handle.close())
    }
    await placeFile(temporary, path, step)
  }

  return {
    async put(key, source) {
      const path = pathOf(key)
      const temporary = join(folder, incomingFolder, `${incomingName(key)}+${randomUUID()}`)
      const measured = measureSource(source)
      try {
        await write(path, temporary, measured.chunks)
        return measured.result()
      } catch (error) {
        await inTime(rm(temporary, { force: true }), timeoutMs).catch(() => undefined)
        measured.rethrow()
        throw toWriteError(error)
      }
    },

    async get(key, range) {
      try {
        const handle = await step(open(pathOf(key), 'r'), closeLate)
        return handle.createReadStream({ ...range, highWaterMark: 64 * 1024 })
      } catch (error) {
        throw toStorageError(error)
      }
    },

    async stat(key) {
      try {
        const found = await step(stat(pathOf(key)))
        return { key, sizeBytes: found.size, modifiedAt: found.mtime }
      } catch (error) {
        throw toStorageError(error)
      }
    },

    async remove(key) {
      try {
        await step(unlink(pathOf(key)))
        await removeEmptyParents(pathOf(key), folder, step)
      } catch (error) {
        const known = toStorageError(error)
        if (storageFailure(known) !== 'missing') throw known
      }
    },

    async list(prefix, cursor, limit = listPageSize) {
      try {
        return await step(listFolder(folder, checkPrefix(prefix), cursor ?? '', limit))
      } catch (error) {
        throw toStorageError(error)
      }
    },

    async tidy(prefix, before) {
      const mine = incomingName(checkPrefix(prefix))
      const incoming = join(folder, incomingFolder)
      const names = await step(readdir(incoming)).catch(() => [])
      let removed = 0
      for (const name of names.filter((candidate) => candidate.startsWith(mine))) {
        const found = await step(stat(join(incoming, name))).catch(() => null)
        if (!found || found.mtime >= before) continue
        await step(rm(join(incoming, name), { force: true }))
        removed += 1
      }
      await removeEmptyFolders(join(folder, prefix), step)
      return removed
    },
  }
}
