import type { Readable } from 'node:stream'
import { AppError } from '@/lib/errors'

/** What a finished `put` stored. `sha256` in hexadecimal. */
export type PutResult = { sha256: string; sizeBytes: number }

export type StoredFile = { key: string; sizeBytes: number; modifiedAt: Date }

/** Both ends count from 0 and are inside. */
export type ByteRange = { start: number; end: number }

export type FilePage = { items: StoredFile[]; nextCursor: string | null }

/**
 * Where files are kept. Every call may throw AppError with one of four failures, which `storageFailure` tells apart: the storage is
 * unreachable, full, has no such file, or refuses.
 */
export type Storage = {
  /**
   * Stores a stream under a key, in bounded memory. The file is there whole or not at all; an older one of the same key stays until then.
   * What `source` throws comes back as it is.
   */
  put(key: string, source: AsyncIterable<Uint8Array>): Promise<PutResult>
  /** The bytes of a file, or a range of them. Fails before the first byte when there is no such file. */
  get(key: string, range?: ByteRange): Promise<Readable>
  stat(key: string): Promise<StoredFile>
  /** Removes a file; one that is not there is no failure. */
  remove(key: string): Promise<void>
  /** A page of the files whose keys begin with `prefix`; `cursor` as the page before gave it. */
  list(prefix: string, cursor?: string, limit?: number): Promise<FilePage>
  /**
   * Removes what uploads of keys that begin with `prefix` and were cut off before `before` left behind; those of others, which may share the
   * place, are not touched. Returns how many.
   */
  tidy(prefix: string, before: Date): Promise<number>
}

export const listPageSize = 1000

/** A file system keeps half-written files under a name that holds the key, and allows 255 bytes. */
const maxKeyLength = 200

const segment = '[A-Za-z0-9_-][A-Za-z0-9._-]*'
const keyPattern = new RegExp(`^${segment}(/${segment})*$`)
const prefixPattern = new RegExp(`^(${segment}/)*$`)

/** Keys are made here, never typed; still, none may ever lead out of its folder. Throws `internal`. */
export function checkKey(key: string): string {
  if (key.length > maxKeyLength || !keyPattern.test(key))
    throw new AppError('internal', 'A file has a key that is none.')
  return key
}

/** Prefixes are whole folders: empty, or ending in `/`. Throws `internal`. */
export function checkPrefix(prefix: string): string {
  if (prefix.length > maxKeyLength || !prefixPattern.test(prefix))
    throw new AppError('internal', 'A folder of files is none.')
  return prefix
}
