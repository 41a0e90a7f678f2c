import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { makeMp3, makeWav, wavChunk } from '@/lib/testing/audio'
import { inspected } from '@/lib/testing/audio-inspection'
import { playableBytes, readPlayable } from './playable'

async function stored(bytes: Buffer) {
  const audio = { ...(await inspected(bytes)), sizeBytes: bytes.byteLength }
  const read = async ({ start, end }: { start: number; end: number }) => Readable.from([bytes.subarray(start, end + 1)])
  const played = async (start: number, end: number) => buffer(await readPlayable(audio, { start, end }, read))
  return { audio, played, whole: await played(0, playableBytes(audio) - 1) }
}

describe('what is played', () => {
  it.each([
    ['8 bits', { bitsPerSample: 8 }],
    ['16 bits, stereo', { channels: 2 }],
    ['24 bits', { bitsPerSample: 24 }],
    ['24 bits in the extended header', { bitsPerSample: 24, extensible: true }],
  ])('of PCM are the samples behind a plain header: %s', async (_, options) => {
    const given = makeWav({ seconds: 0.1, ...options, before: [wavChunk('LIST', Buffer.from('INFO'))] })
    expect((await stored(given)).whole.equals(makeWav({ seconds: 0.1, ...options, extensible: false }))).toBe(true)
  })

  it('says its length where the file does not', async () => {
    const written = makeWav({ seconds: 0.1 })
    const unwritten = Buffer.from(written)
    unwritten.fill(0xff, 4, 8)
    unwritten.fill(0xff, 40, 44)
    const { played, whole } = await stored(unwritten)
    expect(whole.equals(written)).toBe(true)
    for (const [start, end] of [
      [0, 0],
      [40, 47],
      [44, 44],
      [777, 1643],
    ] as const) {
      expect((await played(start, end)).equals(written.subarray(start, end + 1)), `${start}-${end}`).toBe(true)
    }
  })

  it('of an MP3 is the file', async () => {
    const mp3 = makeMp3({ seconds: 0.2 })
    expect((await stored(mp3)).whole.equals(mp3)).toBe(true)
  })
})
