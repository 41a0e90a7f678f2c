import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { blobSha256 } from './blob-sha256'

const { signal } = new AbortController()

describe('blobSha256', () => {
  it('is the SHA-256 of any slice, and tells of each byte once', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251)
    for (const [from, to] of [
      [0, 300_000],
      [1, 200_000],
      [5, 5],
    ] as const) {
      let read = 0
      const onRead = (count: number) => {
        read += count
      }
      expect(await blobSha256(new Blob([bytes]).slice(from, to), { onRead, signal })).toBe(
        createHash('sha256').update(bytes.subarray(from, to)).digest('hex'),
      )
      expect(read).toBe(to - from)
    }
  })

  it('ends when nobody wants it any more', async () => {
    const controller = new AbortController()
    const blob = new Blob([new Uint8Array(1_000_000)])
    let reads = 0
    const onRead = () => {
      reads += 1
      controller.abort()
    }
    await expect(blobSha256(blob, { onRead, signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(reads).toBe(1)
  })

  it('throws what reading throws', async () => {
    const gone = Object.assign(new Blob(['x']), {
      stream: () => new ReadableStream({ pull: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }),
    }) as Blob
    await expect(blobSha256(gone, { onRead: () => undefined, signal })).rejects.toMatchObject({
      name: 'NotReadableError',
    })
  })
})
