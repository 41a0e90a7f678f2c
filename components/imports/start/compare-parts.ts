import type { ImportPart } from '@/lib/imports/schema'

/** What has arrived is not of this file: going on would make one file of two. */
export class OtherFile extends Error {
  constructor() {
    super('What has arrived of the upload is not from this file.')
    this.name = 'OtherFile'
  }
}

/** How far a comparison is. */
export type Compared = { doneBytes: number; totalBytes: number }

/** SHA-256 in hexadecimal; `onRead` is told of bytes as they are read. */
export type Digest = (bytes: Blob, onRead: (bytes: number) => void) => Promise<string>

/** Holds what has arrived against the same stretches of a file. Throws OtherFile at the first that differs, and what reading throws. */
export async function requireSameFile(
  parts: readonly ImportPart[],
  file: Blob,
  digest: Digest,
  report: (compared: Compared) => void,
): Promise<void> {
  const totalBytes = parts.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
  let doneBytes = 0
  report({ doneBytes, totalBytes })
  for (const { from, sizeBytes, sha256 } of parts) {
    const found = await digest(file.slice(from, from + sizeBytes), (bytes) => {
      doneBytes += bytes
      report({ doneBytes, totalBytes })
    })
    if (found !== sha256) throw new OtherFile()
  }
}
