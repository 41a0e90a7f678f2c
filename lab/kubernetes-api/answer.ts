import type { ServerResponse } from 'node:http'
import type { ApiStatusError } from './status'

/** Ways to answer: every response carries the headers that the recorded server sends. */

const cacheControl = { 'Cache-Control': 'no-cache, private' }

export function sendJson(response: ServerResponse, code: number, body: object): void {
  sendBytes(response, code, Buffer.from(`${JSON.stringify(body)}\n`))
}

export function sendBytes(response: ServerResponse, code: number, bytes: Buffer): void {
  response.writeHead(code, { ...cacheControl, 'Content-Type': 'application/json', 'Content-Length': bytes.length })
  response.end(bytes)
}

export function sendText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, {
    ...cacheControl,
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(text)
}

export function sendFailure(response: ServerResponse, error: ApiStatusError): void {
  const retryAfterSeconds = error.body.details?.retryAfterSeconds
  if (retryAfterSeconds) response.setHeader('Retry-After', String(retryAfterSeconds))
  sendJson(response, error.code, error.body)
}

const batchBytes = 64 * 1024

/** Streams JSON in pieces, gathered into larger writes, no faster than the client reads. */
export async function sendPieces(response: ServerResponse, code: number, pieces: Iterable<Buffer>): Promise<void> {
  response.writeHead(code, { ...cacheControl, 'Content-Type': 'application/json' })
  let batch: Buffer[] = []
  let sizeBytes = 0
  for (const piece of pieces) {
    batch.push(piece)
    sizeBytes += piece.length
    if (sizeBytes < batchBytes) continue
    const isOpen = await writeWhenReady(response, Buffer.concat(batch))
    if (!isOpen) return
    batch = []
    sizeBytes = 0
  }
  response.end(Buffer.concat(batch))
}

/** False when the client has gone. */
export async function writeWhenReady(response: ServerResponse, bytes: Buffer | string): Promise<boolean> {
  if (response.destroyed) return false
  if (!response.write(bytes)) await drained(response)
  return !response.destroyed
}

/** Until the client has read, or has gone. Listeners are taken off again: a long list waits hundreds of times. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}
