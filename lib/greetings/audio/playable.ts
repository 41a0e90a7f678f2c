import { Readable } from 'node:stream'
import type { ByteRange } from '@/lib/storage/storage'
import type { AudioCodec } from '../vocabulary'
import { companded } from './companding'

/** What of a stored file is needed to play it. */
export type StoredAudio = {
  codec: AudioCodec
  channels: number
  sampleRateHertz: number
  sizeBytes: number
  audioOffsetBytes: number
  audioSizeBytes: number
}

const headerBytes = 44

/** Browsers differ in whether they play A-law and µ-law, so these two are sent as PCM of 16 bits. */
export function needsExpanding(codec: AudioCodec): codec is 'a-law' | 'mu-law' {
  return codec === 'a-law' || codec === 'mu-law'
}

export const playableBytes = (audio: StoredAudio) =>
  needsExpanding(audio.codec) ? headerBytes + audio.audioSizeBytes * 2 : audio.sizeBytes

function pcmHeader({ channels, sampleRateHertz, audioSizeBytes }: StoredAudio): Buffer {
  const header = Buffer.alloc(headerBytes)
  const dataBytes = audioSizeBytes * 2
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(sampleRateHertz, 24)
  header.writeUInt32LE(sampleRateHertz * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}

function expand(codes: Uint8Array, table: Int16Array): Buffer {
  const samples = Buffer.alloc(codes.byteLength * 2)
  for (let at = 0; at < codes.byteLength; at += 1) samples.writeInt16LE(table[codes[at] ?? 0] ?? 0, at * 2)
  return samples
}

/** A range of the expanded file: the header's part of it, then samples, of which the first and the last may be halves. */
async function* expandRange(
  audio: StoredAudio,
  table: Int16Array,
  range: ByteRange,
  read: (range: ByteRange) => Promise<Readable>,
): AsyncGenerator<Uint8Array> {
  if (range.start < headerBytes) yield pcmHeader(audio).subarray(range.start, range.end + 1)
  if (range.end < headerBytes) return
  const from = Math.max(0, range.start - headerBytes)
  const to = range.end - headerBytes
  const start = audio.audioOffsetBytes + Math.floor(from / 2)
  const end = audio.audioOffsetBytes + Math.floor(to / 2)
  let skipBytes = from % 2
  let leftBytes = to - from + 1
  for await (const codes of await read({ start, end })) {
    const samples = expand(codes as Uint8Array, table).subarray(skipBytes)
    skipBytes = 0
    const part = samples.subarray(0, leftBytes)
    leftBytes -= part.byteLength
    yield part
  }
}

/** The bytes of `range` of the file as it is played; `read` gives ranges of the stored file. Nothing is held but what passes by. */
export async function readPlayable(
  audio: StoredAudio,
  range: ByteRange,
  read: (range: ByteRange) => Promise<Readable>,
): Promise<Readable> {
  if (!needsExpanding(audio.codec)) return read(range)
  return Readable.from(expandRange(audio, companded[audio.codec], range, read), { objectMode: false })
}
