import { AppError } from '@/lib/errors'

/**
 * Reads a JSON body of at most `maxBytes`. Throws `payload-too-large` or `invalid-input`.
 * The limit counts what arrives, not what Content-Length claims. State-changing calls must say
 * `application/json`, which a foreign page cannot send without a preflight (CSRF).
 */
export async function readBody(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new AppError('invalid-input', 'The body must be JSON.', { action: 'Send Content-Type: application/json.' })
  }
  const reader = request.body?.getReader()
  if (!reader) throw new AppError('invalid-input', 'The body is empty.')
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    sizeBytes += part.value.byteLength
    if (sizeBytes > maxBytes) {
      await reader.cancel()
      throw new AppError('payload-too-large', `The body is larger than ${maxBytes} bytes.`)
    }
    chunks.push(part.value)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (cause) {
    throw new AppError('invalid-input', 'The body is not valid JSON.', { cause })
  }
}
