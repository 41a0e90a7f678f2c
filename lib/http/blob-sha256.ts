import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * SHA-256 in hexadecimal of a file or a slice of one, in bounded memory: the browser's own crypto.subtle wants all of it at once, and is
 * not there at all on plain http. Load it with `import()`. Throws what reading throws (the file changed on the disk, or is gone), and the
 * signal's reason.
 */
export async function blobSha256(
  blob: Blob,
  { onRead, signal }: { onRead: (bytes: number) => void; signal: AbortSignal },
): Promise<string> {
  const hash = sha256.create()
  const reader = blob.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return bytesToHex(hash.digest())
      hash.update(value)
      onRead(value.byteLength)
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
