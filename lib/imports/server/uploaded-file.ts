import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { storage } from '@/lib/storage/instance'
import type { PutResult } from '@/lib/storage/storage'

/** Where the parts of an upload lie. Ids of imports are never used twice. */
export const partFolder = (importId: string) => `imports/${importId.slice(-2)}/${importId}/`

export function partKey(importId: string, name: string): string {
  return partFolder(importId) + name
}

/** By which a database knows its own parts in a bucket that others share. `folder` is its own (lib/db/storage-folder.ts). */
export const partTag = (folder: string) => folder.slice(0, 8)

/** A name for one attempt to send a part: a second sender of it, or a late one, cannot replace what was taken. */
export const newPartName = (part: number, folder: string) => `${part}-${partTag(folder)}${randomUUID().slice(0, 8)}`

/** Names of an import's parts in their order. */
export function partNames({ parts, partNames: names }: { parts: number; partNames: readonly string[] }): string[] {
  return Array.from({ length: parts }, (_, at) => names[at] ?? String(at + 1))
}

export type UploadedFile = {
  /** The bytes of the file, part after part. */
  bytes: AsyncGenerator<Uint8Array, void>
  /** Bytes given so far. */
  readBytes: () => number
  /** SHA-256 in hexadecimal of what was given so far. */
  sha256: () => string
}

/** Bytes and SHA-256 (in hexadecimal) of what lies in the storage under these names, one after the other. Throws what the storage throws. */
export async function measureFile(importId: string, names: readonly string[]): Promise<PutResult> {
  const file = uploadedFile(importId, names)
  for await (const _chunk of file.bytes) {
    // Hashed as it passes.
  }
  return { sizeBytes: file.readBytes(), sha256: file.sha256() }
}

type PartColumns = {
  parts: number
  partNames: readonly string[]
  partSizes: readonly number[]
  partSha256: readonly string[]
}

/** What is known of each part of an import. Throws what the storage throws, of parts that came before their digests were kept. */
export async function measuredParts(importId: string, record: PartColumns): Promise<PutResult[]> {
  const measured: PutResult[] = []
  for (const [at, name] of partNames(record).entries()) {
    const [sizeBytes, sha256] = [record.partSizes[at], record.partSha256[at]]
    measured.push(sizeBytes !== undefined && sha256 ? { sizeBytes, sha256 } : await measureFile(importId, [name]))
  }
  return measured
}

/** The columns of an import that has one part more. */
export function withPart(record: PartColumns, name: string, { sizeBytes, sha256 }: PutResult) {
  const before = Array.from({ length: record.parts }, (_, at) => at)
  return {
    parts: record.parts + 1,
    partNames: [...partNames(record), name],
    partSizes: [...before.map((at) => record.partSizes[at] ?? 0), sizeBytes],
    partSha256: [...before.map((at) => record.partSha256[at] ?? ''), sha256],
  }
}

/** A file whose parts (by their names) were all uploaded, as one stream. Throws what the storage throws. */
export function uploadedFile(importId: string, names: readonly string[]): UploadedFile {
  const hash = createHash('sha256')
  let read = 0
  async function* bytes() {
    const files = await storage()
    for (const name of names) {
      for await (const chunk of await files.get(partKey(importId, name))) {
        const piece: Uint8Array = chunk
        hash.update(piece)
        read += piece.byteLength
        yield piece
      }
    }
  }
  return { bytes: bytes(), readBytes: () => read, sha256: () => hash.copy().digest('hex') }
}
