import { Readable } from 'node:stream'
import type { ByteRange } from '@/lib/storage/storage'
import type { AudioCodec } from '../vocabulary'
import { companded } from './companding'

/** What of a stored file is needed to play it. */
export type StoredAudio = {
  codec: AudioCodec
  channels: number
  sampleRateHertz: number
  /** null for MP3. */
  bitsPerSample: number | null
  sizeBytes: number
  audioOffsetBytes: number
  audioSizeBytes: number
}

const headerBytes = 44

/** How samples are sent: as they are stored, or as those of 16 bits that a table gives for each byte. */
type Sending = { table: Int16Array | null; bits: number; bytesPerStored: number }

/** null: the file is sent as it is. Browsers differ in whether they play A-law and µ-law, so these two are sent as PCM of 16 bits. */
function sendingOf({ codec, bitsPerSample }: StoredAudio): Sending | null {
  if (codec === 'mp3' || bitsPerSample === null) return null
  if (codec === 'pcm') return { table: null, bits: bitsPerSample, bytesPerStored: 1 }
  return { table: companded[codec], bits: 16, bytesPerStored: 2 }
}

export function playableBytes(audio: StoredAudio): number {
  const sending = sendingOf(audio)
  return sending ? headerBytes + audio.audioSizeBytes * sending.bytesPerStored : audio.sizeBytes
}

function pcmHeader({ channels, sampleRateHertz, audioSizeBytes }: StoredAudio, sending: Sending): Buffer {
  const header = Buffer.alloc(headerBytes)
  const dataBytes = audioSizeBytes * sending.bytesPerStored
  const frameBytes = (channels * sending.bits) / 8
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(sampleRateHertz, 24)
  header.writeUInt32LE(sampleRateHertz * frameBytes, 28)
  header.writeUInt16LE(frameBytes, 32)
  header.writeUInt16LE(sending.bits, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}

function expand(codes: Uint8Array, table: Int16Array | null): Uint8Array {
  if (!table) return codes
  const samples = Buffer.alloc(codes.byteLength * 2)
  for (let at = 0; at < codes.byteLength; at += 1) samples.writeInt16LE(table[codes[at] ?? 0] ?? 0, at * 2)
  return samples
}

/** A range of the file as it is sent: the header's part of it, then samples, of which the first and the last may be halves. */
async function* sendRange(
  audio: StoredAudio,
  sending: Sending,
  range: ByteRange,
  read: (range: ByteRange) => Promise<Readable>,
): AsyncGenerator<Uint8Array> {
  if (range.start < headerBytes) yield pcmHeader(audio, sending).subarray(range.start, range.end + 1)
  if (range.end < headerBytes) return
  const { table, bytesPerStored } = sending
  const from = Math.max(0, range.start - headerBytes)
  const to = range.end - headerBytes
  const start = audio.audioOffsetBytes + Math.floor(from / bytesPerStored)
  const end = audio.audioOffsetBytes + Math.floor(to / bytesPerStored)
  let skipBytes = from % bytesPerStored
  let leftBytes = to - from + 1
  for await (const codes of await read({ start, end })) {
    const samples = expand(codes as Uint8Array, table).subarray(skipBytes)
    skipBytes = 0
    const part = samples.subarray(0, leftBytes)
    leftBytes -= part.byteLength
    yield part
  }
}

/**
 * The bytes of `range` of the file as it is played; `read` gives ranges of the stored file. A WAV has a header of its own, because that of
 * the file may not say how long it is, which players take in different ways. Nothing is held but what passes by.
 */
export async function readPlayable(
  audio: StoredAudio,
  range: ByteRange,
  read: (range: ByteRange) => Promise<Readable>,
): Promise<Readable> {
  const sending = sendingOf(audio)
  if (!sending) return read(range)
  return Readable.from(sendRange(audio, sending, range, read), { objectMode: false })
}
