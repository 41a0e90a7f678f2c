import { describe, expect, it } from 'vitest'
import { streamedBody } from './streamed-body'

const requestOf = (body: ReadableStream<Uint8Array> | null, headers: Record<string, string> = {}) =>
  new Request('http://console.example/x', { method: 'PUT', body, headers, duplex: 'half' } as RequestInit)

function streamOf(parts: readonly string[], then: 'close' | 'error' | 'hang') {
  let cancelled = false
  const queue = parts.map((part) => new TextEncoder().encode(part))
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = queue.shift()
      if (part) controller.enqueue(part)
      else if (then === 'close') controller.close()
      else if (then === 'error') controller.error(new Error('aborted'))
    },
    cancel() {
      cancelled = true
    },
  })
  return { stream, isCancelled: () => cancelled }
}

async function readAll(request: Request): Promise<string> {
  let text = ''
  for await (const chunk of streamedBody(request).chunks) text += new TextDecoder().decode(chunk)
  return text
}

describe('streamedBody', () => {
  it('brings the body as it comes, with what its length is said to be', async () => {
    const request = requestOf(streamOf(['ab', 'c'], 'close').stream, { 'content-length': '3' })
    expect(streamedBody(request).declaredBytes).toBe(3)
    expect(await readAll(request)).toBe('abc')
    expect(streamedBody(requestOf(null, { 'content-length': '-1' })).declaredBytes).toBeNull()
    expect(await readAll(requestOf(null))).toBe('')
  })

  it('says where a connection broke, whether it ends in an error or too early', async () => {
    const broken = { code: 'invalid-input', message: 'The upload broke off after 3 bytes.' }
    await expect(readAll(requestOf(streamOf(['abc'], 'error').stream))).rejects.toMatchObject(broken)
    const early = requestOf(streamOf(['abc'], 'close').stream, { 'content-length': '9' })
    await expect(readAll(early)).rejects.toMatchObject(broken)
  })

  it('lets go of a body that nobody wants any more', async () => {
    const { stream, isCancelled } = streamOf(['abc'], 'hang')
    for await (const _ of streamedBody(requestOf(stream)).chunks) break
    expect(isCancelled()).toBe(true)
  })
})
