import { AppError } from '@/lib/errors'
import { type BodyDigest, bodyDigest } from './body-digest'

export type StreamedBody = {
  chunks: AsyncGenerator<Uint8Array>
  /** What Content-Length claims; null when it says nothing. */
  declaredBytes: number | null
}

async function* read(request: Request, declaredBytes: number | null, digest: BodyDigest): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return digest.verify()
  let sizeBytes = 0
  const broken = (cause?: unknown) =>
    new AppError('invalid-input', `The upload broke off after ${sizeBytes} bytes.`, {
      action: 'Upload the file again.',
      cause,
    })
  try {
    for (;;) {
      const part = await reader.read().catch((cause: unknown) => {
        throw broken(cause)
      })
      if (part.done) break
      sizeBytes += part.value.byteLength
      digest.update(part.value)
      yield part.value
    }
    if (declaredBytes !== null && sizeBytes < declaredBytes) throw broken()
    digest.verify()
  } finally {
    // Nothing more is wanted; a sender that goes on sends into the void.
    await reader.cancel().catch(() => undefined)
  }
}

/**
 * A body as it arrives, for files that are not held in memory. Throws `invalid-input` for a digest that cannot be understood, and from
 * the stream when the connection breaks or other bytes arrived than Content-Digest or Repr-Digest says: at its end, so nothing is to be
 * kept of a body that was not read to it. Only for PUT: unlike a POST, no foreign page can send one without asking first (CSRF).
 */
export function streamedBody(request: Request): StreamedBody {
  const length = request.headers.get('content-length')
  const declaredBytes = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null
  return { chunks: read(request, declaredBytes, bodyDigest(request.headers)), declaredBytes }
}
