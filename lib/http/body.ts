import { NextRequest } from 'next/server'
import { AppError } from '@/lib/errors'

/** A body of at most `maxBytes`, counted as it arrives, whatever Content-Length claims. Throws `payload-too-large`. */
async function readBytes(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const reader = body.getReader()
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
  return Buffer.concat(chunks)
}

/**
 * Reads a JSON body of at most `maxBytes`. Throws `payload-too-large` or `invalid-input`. State-changing calls must say
 * `application/json`, which a foreign page cannot send without a preflight (CSRF).
 */
export async function readBody(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new AppError('invalid-input', 'The body must be JSON.', { action: 'Send Content-Type: application/json.' })
  }
  if (!request.body) throw new AppError('invalid-input', 'The body is empty.')
  const bytes = await readBytes(request.body, maxBytes)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new AppError('invalid-input', 'The body is not valid JSON.', { cause })
  }
}

/** The same request with a body that is at most `maxBytes`, for libraries that would read any. Throws `payload-too-large`. */
export async function withLimitedBody(request: NextRequest, maxBytes: number): Promise<NextRequest> {
  if (!request.body) return request
  const body = new Uint8Array(await readBytes(request.body, maxBytes))
  const { method, headers, signal } = request
  return new NextRequest(request.url, { method, headers, signal, body })
}
