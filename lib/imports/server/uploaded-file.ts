import 'server-only'
import { createHash } from 'node:crypto'
import { storage } from '@/lib/storage/instance'

/** Where a part of an upload lies. Ids of imports are never used twice. */
export function partKey(importId: string, part: number): string {
  return `imports/${importId.slice(-2)}/${importId}/${part}`
}

export type UploadedFile = {
  /** The bytes of the file, part after part. */
  bytes: AsyncGenerator<Uint8Array, void>
  /** Bytes given so far. */
  readBytes: () => number
  /** SHA-256 in hexadecimal of what was given so far. */
  sha256: () => string
}

/** A file whose parts were all uploaded, as one stream. Throws what the storage throws. */
export function uploadedFile(importId: string, parts: number): UploadedFile {
  const hash = createHash('sha256')
  let read = 0
  async function* bytes() {
    const files = await storage()
    for (let part = 1; part <= parts; part += 1) {
      for await (const chunk of await files.get(partKey(importId, part))) {
        const piece: Uint8Array = chunk
        hash.update(piece)
        read += piece.byteLength
        yield piece
      }
    }
  }
  return { bytes: bytes(), readBytes: () => read, sha256: () => hash.copy().digest('hex') }
}
