import { createHash } from 'node:crypto'
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

describe('streamedBody, where the request says what the body is', () => {
  const digest = (text: string, algorithm = 'sha256') => createHash(algorithm).update(text).digest('base64')
  const sent = (text: string, headers: Record<string, string>) =>
    readAll(requestOf(text === '' ? null : streamOf([text.slice(0, 1), text.slice(1)], 'close').stream, headers))

  it('brings a body that is so, by each of both fields and algorithms', async () => {
    expect(await sent('abc', { 'content-digest': `sha-256=:${digest('abc')}:` })).toBe('abc')
    expect(await sent('abc', { 'repr-digest': `sha-512=:${digest('abc', 'sha512')}:` })).toBe('abc')
    expect(await sent('abc', { 'content-digest': `md5=:AAAA:,sha-256=:${digest('abc')}:` })).toBe('abc')
    expect(await sent('', { 'content-digest': `sha-256=:${digest('')}:` })).toBe('')
  })

  it.each(['content-digest', 'repr-digest'])('refuses another one at its end, by %s', async (field) => {
    const wrong = { code: 'invalid-input', message: expect.stringContaining(`:${digest('abd')}:`) }
    const header = { [field]: `sha-256=:${digest('abc')}:` }
    await expect(sent('abd', header)).rejects.toMatchObject(wrong)
    await expect(sent('abd', header)).rejects.toThrow(
      new RegExp(`^Other bytes arrived than were sent: ${field} says`, 'i'),
    )
    await expect(sent('', header)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('refuses one where one of several digests is wrong', async () => {
    const both = `sha-256=:${digest('abc')}:, sha-512=:${digest('abd', 'sha512')}:`
    await expect(sent('abc', { 'content-digest': both })).rejects.toThrow('Content-Digest says sha-512=:')
  })

  it.each([
    ['sha-256=abc', 'Content-Digest is not written as in sha-256=:'],
    ['sha-256=:AAAA:', 'Content-Digest is not written as in sha-256=:'],
    ['', 'Content-Digest is not written as in sha-256=:'],
    ['md5=:AAAA:', 'Content-Digest names no algorithm that is checked here.'],
  ])('refuses %j before anything is read', (value, message) => {
    const request = requestOf(streamOf(['abc'], 'hang').stream, { 'content-digest': value })
    expect(() => streamedBody(request)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(() => streamedBody(request)).toThrow(message)
    expect(request.bodyUsed).toBe(false)
  })
})
