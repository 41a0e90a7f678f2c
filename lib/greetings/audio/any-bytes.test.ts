import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { makeMp3, makeWav, wavChunk } from '@/lib/testing/audio'
import { inspected } from '@/lib/testing/audio-inspection'
import { greetingLimits } from '../vocabulary'
import { ByteParser } from './byte-parser'
import { parseMp3 } from './parse-mp3'
import { parseWav } from './parse-wav'
import type { ParsedAudio } from './parsed-audio'
import { PeakMeter } from './peak-meter'
import { headBytes, recognise } from './recognise'
import { wavMeasure } from './samples'

/** Without the decoder, which takes a hundred times as long as the rest. Null: it is neither WAV nor MP3. */
function parsed(bytes: Uint8Array, chunkBytes: number): ParsedAudio | null {
  const { kind } = recognise(bytes.subarray(0, headBytes))
  if (kind === 'other') return null
  const meter = new PeakMeter()
  const reader =
    kind === 'wav' ? parseWav((format) => wavMeasure(format, meter)) : parseMp3((frame) => void readMiddle(frame))
  const parser = new ByteParser(reader)
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) parser.write(bytes.subarray(at, at + chunkBytes))
  return parser.end()
}

const readMiddle = (frame: Uint8Array) => frame[frame.byteLength >> 1]

/** MPEG-2 frames of the shortest kinds, the first with a description of the whole in it. */
function shortFrames(name: string, header: readonly number[], sizeBytes: number): Buffer {
  const frame = Buffer.alloc(sizeBytes)
  Buffer.from(header).copy(frame)
  const first = Buffer.from(frame)
  first.write(name, name === 'VBRI' ? 36 : 13)
  return Buffer.concat([first, frame, frame, frame])
}

const seeds: readonly Buffer[] = [
  makeWav({ seconds: 0.02 }),
  makeWav({ seconds: 0.02, tag: 6, before: [wavChunk('LIST', Buffer.from('INFOISFT\x04\x00\x00\x00Lavf'))] }),
  makeWav({ seconds: 0.01, bitsPerSample: 24, channels: 2, extensible: true }),
  makeMp3({ seconds: 0.2 }),
  shortFrames('VBRI', [0xff, 0xf3, 0x24, 0xc0], 48),
  shortFrames('Xing', [0xff, 0xf3, 0x14, 0xc0], 24),
  shortFrames('Info', [0xff, 0xf3, 0x84, 0xc0], 192),
  Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x05.....', 'latin1'), makeMp3({ seconds: 0.1 })]),
]

/** What means something to a parser somewhere. */
const words: readonly Buffer[] = [
  ...['VBRI', 'Xing', 'Info', 'LAME', 'fmt ', 'data', 'LIST', 'ID3\x04\0\0', 'TAG', 'TAG+', 'APETAGEX'],
  ...[
    'LYRICSBEGIN',
    '000012LYRICS200',
    'LYRICSEND',
    'RIFF',
    'WAVE',
    '\0\0\0\0',
    '\xff\xff\xff\xff',
    '\x00\xf0\xff\x7f',
  ],
  ...['\xff\xfb\x90\x64', '\xff\xfd\x84\x00', '\xff\xff\x44\x00', '\x24\0\0\0', '\x01\0\0\0'],
].map((text) => Buffer.from(text, 'latin1'))

const bytes = fc.uint8Array({ maxLength: 12 })
const piece = fc.oneof(bytes, fc.constantFrom(...words))
const at = fc.oneof(fc.nat(70), fc.nat(1500))
const change = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), at, piece }),
  fc.record({ kind: fc.constant('insert' as const), at, piece }),
  fc.record({ kind: fc.constant('remove' as const), at, count: fc.nat(50) }),
  fc.record({ kind: fc.constant('repeat' as const), at, count: fc.nat(200) }),
  fc.record({ kind: fc.constant('end' as const), at, piece }),
)
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never

function changed(file: Buffer, by: Change): Buffer {
  const place = by.kind === 'end' ? file.length : Math.min(by.at, file.length)
  const before = file.subarray(0, place)
  const after = file.subarray(place)
  switch (by.kind) {
    case 'write':
      return Buffer.concat([before, by.piece, after.subarray(by.piece.length)])
    case 'insert':
    case 'end':
      return Buffer.concat([before, by.piece, after])
    case 'remove':
      return Buffer.concat([before, after.subarray(by.count)])
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, by.count), after])
  }
}

const file = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((random) => Buffer.from(random)) },
  { weight: 1, arbitrary: fc.array(piece, { maxLength: 30 }).map((parts) => Buffer.concat(parts)) },
  {
    weight: 8,
    arbitrary: fc
      .record({ seed: fc.constantFrom(...seeds), changes: fc.array(change, { maxLength: 4 }) })
      .map(({ seed, changes }) => changes.reduce(changed, seed)),
  },
)

/** As the constraints of table `greeting_versions` have it: what they refuse would be a fault to whoever uploads. */
function expectStorable(found: ParsedAudio, sizeBytes: number) {
  expect(found.durationMs).toBeGreaterThanOrEqual(1)
  expect(found.durationMs).toBeLessThanOrEqual(greetingLimits.durationMs + greetingLimits.mp3PaddingMs)
  expect(found.sampleRateHertz).toBeGreaterThanOrEqual(greetingLimits.minSampleRateHertz)
  expect(found.sampleRateHertz).toBeLessThanOrEqual(greetingLimits.maxSampleRateHertz)
  expect([1, 2]).toContain(found.channels)
  expect([null, 8, 16, 24, 32]).toContain(found.bitsPerSample)
  expect(found.audioSizeBytes).toBeGreaterThanOrEqual(1)
  expect(found.audioOffsetBytes + found.audioSizeBytes).toBeLessThanOrEqual(sizeBytes)
}

describe('any bytes at all', () => {
  it('are taken or refused in words, in whatever chunks they come', () => {
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 500 }), (given, chunkBytes) => {
        const outcomeIn = (size: number) => {
          try {
            return parsed(given, size)
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            return error.message
          }
        }
        const outcome = outcomeIn(chunkBytes)
        if (outcome !== null && typeof outcome !== 'string') expectStorable(outcome, given.byteLength)
        expect(outcomeIn(given.byteLength || 1)).toEqual(outcome)
      }),
      { numRuns: 3000 },
    )
  })

  it('never break the decoder', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (given) => {
        const outcome = await inspected(given, 333).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError)
        else expectStorable(outcome as ParsedAudio, given.byteLength)
      }),
      { numRuns: 60 },
    )
  })
})
