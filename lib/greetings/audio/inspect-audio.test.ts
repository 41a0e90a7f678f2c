import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { parseBuffer } from 'music-metadata'
import { describe, expect, it } from 'vitest'
import { makeMp3, makeWav, wavChunk } from '@/lib/testing/audio'
import { inspected as pass, refusalOf as refusal } from '@/lib/testing/audio-inspection'
import { greetingLimits } from '../vocabulary'
import { inspectAudio } from './inspect-audio'

/** Two frames without sound. */
function mpegFrames(header: readonly number[], sizeBytes: number): Buffer {
  const frame = Buffer.alloc(sizeBytes)
  Buffer.from(header).copy(frame)
  return Buffer.concat([frame, frame])
}

/** A stored file in an archive: only what archive readers look for at its end. */
function zipTail(comment = ''): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 'latin1')
  record.writeUInt16LE(comment.length, 20)
  return Buffer.concat([record, Buffer.from(comment)])
}

const mp3 = makeMp3({ seconds: 2 })

describe('what is taken', () => {
  it.each([
    ['PCM of 8 bits', { bitsPerSample: 8 }, 'pcm', 8],
    ['PCM of 16 bits', { bitsPerSample: 16 }, 'pcm', 16],
    ['PCM of 24 bits', { bitsPerSample: 24, sampleRateHertz: 44_100, channels: 2 }, 'pcm', 24],
    ['PCM of 32 bits', { bitsPerSample: 32 }, 'pcm', 32],
    ['A-law', { tag: 6 }, 'a-law', 8],
    ['µ-law', { tag: 7, channels: 2 }, 'mu-law', 8],
    ['µ-law in the extended header', { tag: 7, extensible: true }, 'mu-law', 8],
  ])('WAV with %s', async (_, options, codec, bitsPerSample) => {
    const bytes = makeWav({ seconds: 1.5, ...options })
    const found = await pass(bytes)
    const { sampleRateHertz = 8000, channels = 1 } = options as { sampleRateHertz?: number; channels?: number }
    expect(found).toMatchObject({ format: 'wav', codec, bitsPerSample, sampleRateHertz, channels, durationMs: 1500 })
    expect(found.passed.equals(bytes)).toBe(true)
    expect(found.audioOffsetBytes + found.audioSizeBytes).toBeLessThanOrEqual(bytes.byteLength)
  })

  it('MP3, as long as an independent reader says', async () => {
    const found = await pass(mp3)
    const { format } = await parseBuffer(mp3, { mimeType: 'audio/mpeg' }, { duration: true })
    expect(found).toMatchObject({
      format: 'mp3',
      codec: 'mp3',
      channels: 1,
      sampleRateHertz: 16_000,
      bitsPerSample: null,
    })
    expect(found.durationMs).toBe(Math.round((format.duration ?? 0) * 1000))
    expect(found.durationMs).toBeGreaterThanOrEqual(2000)
    expect(found.passed.equals(mp3)).toBe(true)
  })

  it('MP3 with titles in front and behind', async () => {
    const front = Buffer.concat([
      Buffer.from('ID3\x04\x00\x00', 'latin1'),
      Buffer.from([0, 0, 1, 2]),
      Buffer.alloc(130),
    ])
    const behind = Buffer.alloc(128)
    behind.write('TAG')
    const found = await pass(Buffer.concat([front, mp3, behind]))
    expect(found).toMatchObject({ audioOffsetBytes: 140, audioSizeBytes: mp3.byteLength })
  })

  it('WAV with chunks of other kinds, an odd length and its padding', async () => {
    const before = [wavChunk('LIST', Buffer.from('INFOISFT\x05\x00\x00\x00none\x00'))]
    const found = await pass(makeWav({ tag: 6, seconds: 1.000125, before }))
    expect(found.audioSizeBytes).toBe(8001)
  })

  it('three minutes to the last sample', async () => {
    expect((await pass(makeWav({ tag: 6, seconds: 180 }), 64_000)).durationMs).toBe(180_000)
  })

  it.each([
    ['wav', makeWav({ seconds: 2 })],
    ['mp3', mp3],
  ])('with a waveform that rises as the tone does (%s)', async (_, bytes) => {
    const { peaks } = await pass(bytes)
    expect(peaks).toHaveLength(greetingLimits.peaks)
    const [first = 0, middle = 0, last = 0] = [peaks[2], peaks[100], peaks[190]]
    expect(first).toBeLessThan(20)
    expect(middle).toBeGreaterThan(100)
    expect(middle).toBeLessThan(150)
    expect(last).toBeGreaterThan(220)
  })

  it('the same in whatever chunks it comes', async () => {
    const bytes = makeWav({ seconds: 0.05, tag: 7 })
    const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')
    const { passed: _, ...whole } = await pass(bytes, bytes.byteLength)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), async (chunkBytes) => {
        const { passed, ...found } = await pass(bytes, chunkBytes)
        expect(hash(passed)).toBe(hash(bytes))
        expect(found).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })
})

describe('what is refused, with its reason', () => {
  const wav = makeWav()
  const tooBig = makeWav({ seconds: 1 }).subarray(0, 44)

  it.each<[string, Uint8Array, RegExp]>([
    ['0 bytes', Buffer.alloc(0), /empty: .*0 bytes/],
    ['a ZIP', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(5000)]), /not-audio: is a ZIP archive/],
    ['a bomb', gzipSync(Buffer.alloc(50_000_000)), /not-audio: is a gzip archive/],
    ['text', Buffer.from('name,number\nAda,100\n'.repeat(9)), /not-audio: is text/],
    ['noise', Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7919) % 251)), /not-audio: is not audio/],
    ['Ogg', Buffer.concat([Buffer.from('OggS'), Buffer.alloc(99)]), /is Ogg/],
    ['M4A', Buffer.concat([Buffer.from('\0\0\0\x20ftypM4A '), Buffer.alloc(99)]), /MP4 or M4A/],
    ['AAC', Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x80]), Buffer.alloc(99)]), /is AAC/],
    ['AVI', Buffer.concat([Buffer.from('RIFF\xff\0\0\0AVI ', 'latin1'), Buffer.alloc(99)]), /is AVI video/],
    ['ADPCM', makeWav({ tag: 2 }), /codec: holds Microsoft ADPCM/],
    ['GSM', makeWav({ tag: 49 }), /codec: holds GSM 6\.10/],
    ['floats', makeWav({ tag: 3, bitsPerSample: 32 }), /codec: holds floating-point/],
    ['a codec nobody knows', makeWav({ tag: 0x1234 }), /codec: holds an unknown codec \(0x1234\)/],
    ['six channels', makeWav({ channels: 6 }), /codec: holds 6 channels/],
    ['4,000 samples a second', makeWav({ sampleRateHertz: 4000 }), /codec: holds 4000 samples/],
    ['Layer II', mpegFrames([0xff, 0xfd, 0x84, 0x00], 384), /codec: holds MPEG audio Layer II,/],
    ['Layer I', mpegFrames([0xff, 0xff, 0x44, 0x00], 128), /codec: holds MPEG audio Layer I,/],
    ['Layer I of the lower rates', mpegFrames([0xff, 0xf7, 0x54, 0x00], 160), /codec: holds MPEG audio Layer I,/],
    ['free format', mpegFrames([0xff, 0xfb, 0x04, 0x00], 777), /codec: holds MP3 in free format/],
    [
      'one header by chance',
      Buffer.concat([Buffer.from([0xff, 0xfd, 0x84, 0x00]), Buffer.alloc(999)]),
      /not-audio: begins like an MP3, and no MPEG frame follows/,
    ],
    [
      'text as Notepad saves it',
      Buffer.from('\ufeffDear all, nobody is here. Ring again.', 'utf16le'),
      /not-audio: is text/,
    ],
    [
      'the same from another machine',
      Buffer.from('\ufeffDear all, nobody is here. Ring again.', 'utf16le').swap16(),
      /not-audio: is text/,
    ],
    ['no samples', makeWav({ seconds: 0 }), /no-audio: is a WAV without any audio/],
    ['a header of 9 bytes', wav.subarray(0, 9), /truncated: is cut off: it ends after 9 bytes/],
    ['a header cut in its format', wav.subarray(0, 30), /truncated: is cut off: it ends within its format chunk/],
    ['half of its audio', wav.subarray(0, 44 + 8000), /truncated: .* promises 0:01, and 0:00\.5 is there/],
    ['half of an MP3 frame', mp3.subarray(0, -60), /truncated: is cut off: its last frame ends too early/],
    ['bytes after the WAV', Buffer.concat([wav, Buffer.from('more')]), /more-than-audio: .* goes on after byte/],
    [
      'bytes after the MP3',
      Buffer.concat([mp3, Buffer.from('more, and more')]),
      /damaged: .* no frame of the same kind/,
    ],
    [
      'a hole in an MP3',
      Buffer.concat([mp3.subarray(0, 1440), Buffer.alloc(77), mp3.subarray(1440)]),
      /more-than-audio|damaged/,
    ],
    ['ID3 only', Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x05', 'latin1'), Buffer.alloc(5)]), /no-audio/],
    ['3:01 of WAV', makeWav({ tag: 7, seconds: 181 }), /too-long: is 3:01 long; at most 3:00/],
    [
      '3:01 of MP3',
      makeMp3({ seconds: 181, sampleRateHertz: 8000, kilobits: 8 }),
      /too-long: is 3:01(\.\d)? long; at most 3:00/,
    ],
    [
      'more bytes than allowed',
      Buffer.concat([tooBig, Buffer.alloc(greetingLimits.sizeBytes)]),
      /more-than-audio|too-large|damaged/,
    ],
  ])('%s', async (_, bytes, says) => {
    const error = await refusal(bytes, 50_000)
    expect(error.fields?.[0]?.message).toMatch(says)
    expect(error.message).toMatch(/^The file .*\.$/)
    expect(error.action).toBeTruthy()
  })

  it('more than 10 MB, as soon as that much came', async () => {
    let sent = 0
    async function* endless() {
      // The header promises all of it, so that only the size can be the reason.
      const head = Buffer.from(
        makeWav({ seconds: 1, sampleRateHertz: 48_000, channels: 2, bitsPerSample: 32 }).subarray(0, 44),
      )
      head.writeUInt32LE(60_000_036, 4)
      head.writeUInt32LE(60_000_000, 40)
      yield head
      for (;;) {
        sent += 65_536
        yield Buffer.alloc(65_536)
      }
    }
    const { chunks } = inspectAudio(endless())
    const drain = async () => {
      for await (const _ of chunks);
    }
    await expect(drain()).rejects.toMatchObject({ code: 'payload-too-large', message: /larger than 10 MB/ })
    expect(sent).toBeLessThan(greetingLimits.sizeBytes + 2 * 65_536)
  })
})

describe('files with two faces', () => {
  const wav = makeWav()
  it('that end as an archive within their audio', async () => {
    const bytes = Buffer.from(wav)
    zipTail('twenty characters...').copy(bytes, bytes.byteLength - 42)
    expect((await refusal(bytes)).message).toMatch(/is more than audio: it is a ZIP archive, too/)
  })

  it('that hide an archive in a chunk of another kind, or markup in a title', async () => {
    const page = wavChunk('LIST', Buffer.from('INFO<script>alert(1)</script>'))
    expect((await refusal(makeWav({ before: [page] }))).message).toMatch(/markup or a script/)
    const paper = wavChunk('LIST', Buffer.from('%PDF-1.7 and so on'))
    expect((await refusal(makeWav({ before: [paper] }))).message).toMatch(/PDF/)
    const big = wavChunk('junk', Buffer.alloc(300_000))
    expect((await refusal(makeWav({ before: [big] }))).message).toMatch(/chunk "junk" has 300000 bytes/)
  })

  it('but not audio that holds the letters of an archive by chance', async () => {
    const bytes = Buffer.from(wav)
    zipTail().copy(bytes, 2000)
    await expect(pass(bytes)).resolves.toMatchObject({ codec: 'pcm' })
  })
})
