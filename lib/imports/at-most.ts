import type { AppError } from '@/lib/errors'

/** The chunks, as long as they are no more than `maxBytes`; else throws what `tooLong` makes of the bytes beyond it. */
export async function* atMost(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  tooLong: (beyond: number) => AppError,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw tooLong(bytes - maxBytes)
    yield chunk
  }
}
