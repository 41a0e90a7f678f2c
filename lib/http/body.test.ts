import { describe, expect, it } from 'vitest'
import { readBody } from './body'

const post = (body: BodyInit | null, type = 'application/json') =>
  new Request('http://console/api', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    duplex: 'half',
  } as RequestInit)

function stream(...chunks: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })
}

describe('readBody', () => {
  it('reads JSON, also in pieces that cut a character', async () => {
    expect(await readBody(post('{"a":"ä"}'), 100)).toEqual({ a: 'ä' })
    const bytes = new TextEncoder().encode('{"a":"😀"}')
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 8))
        controller.enqueue(bytes.subarray(8))
        controller.close()
      },
    })
    expect(await readBody(post(cut), 100)).toEqual({ a: '😀' })
  })

  it('takes a charset, and refuses what a foreign form could send', async () => {
    expect(await readBody(post('1', 'application/json; charset=utf-8'), 10)).toBe(1)
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonp',
    ]) {
      await expect(readBody(post('{}', type), 10)).rejects.toMatchObject({ code: 'invalid-input' })
    }
  })

  it('counts what arrives, not what is claimed', async () => {
    await expect(readBody(post(stream('"', 'x'.repeat(50), '"')), 40)).rejects.toMatchObject({
      code: 'payload-too-large',
    })
    expect(await readBody(post(stream('"', 'x'.repeat(38), '"')), 40)).toHaveLength(38)
  })

  it.each(['', '{', 'undefined', '{"a":1}x'])('refuses %j', async (text) => {
    await expect(readBody(post(text), 100)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('refuses a call without a body', async () => {
    const bare = new Request('http://console/api', { method: 'POST', headers: { 'content-type': 'application/json' } })
    await expect(readBody(bare, 100)).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
