import { AppError } from '@/lib/errors'

export type StreamedBody = {
  chunks: AsyncGenerator<Uint8Array>
  /** What Content-Length claims; null when it says nothing. */
  declaredBytes: number | null
}

async function* read(request: Request, declaredBytes: number | null): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return
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
      yield part.value
    }
    if (declaredBytes !== null && sizeBytes < declaredBytes) throw broken()
  } finally {
    // Nothing more is wanted; a sender that goes on sends into the void.
    await reader.cancel().catch(() => undefined)
  }
}

/**
 * A body as it arrives, for files that are not held in memory. Throws `invalid-input` from the stream when the connection breaks. Only for
 * PUT: unlike a POST, no foreign page can send one without asking first (CSRF).
 */
export function streamedBody(request: Request): StreamedBody {
  const length = request.headers.get('content-length')
  const declaredBytes = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null
  return { chunks: read(request, declaredBytes), declaredBytes }
}
