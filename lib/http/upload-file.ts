import type { z } from 'zod'
import { ApiError, readAnswer } from './api-client'

export type UploadOptions = {
  headers: Record<string, string>
  /** From 0 to 1; at 1 all was sent, and the answer is yet to come. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** Sends a file by XMLHttpRequest, which tells how much was sent; `fetch` does not. */
function send(path: string, file: Blob, { headers, onProgress, signal }: UploadOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    const end = (settle: () => void) => () => {
      signal.removeEventListener('abort', stop)
      settle()
    }
    request.open('PUT', path)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    }
    request.onload = end(() => {
      const type = request.getResponseHeader('content-type') ?? ''
      resolve(new Response(request.responseText, { status: request.status, headers: { 'content-type': type } }))
    })
    request.onerror = end(() => reject(new ApiError('network', 'The console cannot be reached from this browser.')))
    request.onabort = end(() => reject(new DOMException('Cancelled.', 'AbortError')))
    signal.addEventListener('abort', stop)
    request.send(file)
  })
}

/** Uploads a file as the body of a PUT. Throws ApiError as `callApi` does, and an AbortError when `signal` says so. */
export async function uploadFile<Schema extends z.ZodType>(
  path: string,
  file: Blob,
  loadSchema: () => Promise<Schema>,
  options: UploadOptions,
): Promise<z.output<Schema>> {
  const loading = loadSchema()
  // Awaited with the answer; until then its failure is nobody's.
  loading.catch(() => {})
  return readAnswer(await send(path, file, options), loading)
}
