import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import type { PutResult } from './storage'

export type MeasuredSource = {
  chunks: AsyncGenerator<Uint8Array>
  /** Call once, after the last chunk. */
  result: () => PutResult
  /** Rethrows what the source itself threw; else returns, and the failure was the storage's. */
  rethrow: () => void
}

/** Counts and hashes what passes by, and remembers which side failed: SDKs wrap a source's error beyond recognition. */
export function measureSource(source: AsyncIterable<Uint8Array>): MeasuredSource {
  const hash = createHash('sha256')
  let sizeBytes = 0
  let ended = false
  let failure: { error: unknown } | null = null
  async function* read() {
    try {
      for await (const chunk of source) {
        hash.update(chunk)
        sizeBytes += chunk.byteLength
        yield chunk
      }
      ended = true
    } catch (error) {
      failure = { error }
      throw error
    }
  }
  return {
    chunks: read(),
    result: () => {
      if (!ended) throw new AppError('internal', 'A storage said that it was done before it had read all.')
      return { sha256: hash.digest('hex'), sizeBytes }
    },
    rethrow: () => {
      if (failure) throw failure.error
    },
  }
}
