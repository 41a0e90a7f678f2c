import { Mp3Encoder } from '@breezystack/lamejs'

type WavOptions = {
  seconds?: number
  sampleRateHertz?: number
  channels?: number
  bitsPerSample?: number
  /** 1 PCM, 6 A-law, 7 µ-law, or any other that a test wants to see refused. */
  tag?: number
  /** Chunks in front of the audio. */
  before?: Buffer[]
  extensible?: boolean
}

export function wavChunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(body.byteLength, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.byteLength % 2)])
}

/** A tone whose loudness rises from silence, so that its waveform has a shape. */
function toneSample(index: number, count: number, sampleRateHertz: number): number {
  return (index / count) * Math.sin((2 * Math.PI * 440 * index) / sampleRateHertz)
}

function pcmTone(count: number, sampleRateHertz: number, channels: number, bits: number): Buffer {
  const bytes = bits / 8
  const data = Buffer.alloc(count * channels * bytes)
  for (let index = 0; index < count; index += 1) {
    const sample = toneSample(index, count, sampleRateHertz)
    for (let channel = 0; channel < channels; channel += 1) {
      const at = (index * channels + channel) * bytes
      if (bits === 8) data.writeUInt8(Math.round(127.5 + sample * 127), at)
      else data.writeIntLE(Math.round(sample * (2 ** (bits - 1) - 1)), at, bytes)
    }
  }
  return data
}

/** A WAV file, made here. */
export function makeWav(options: WavOptions = {}): Buffer {
  const { seconds = 1, sampleRateHertz = 8000, channels = 1, tag = 1, before = [], extensible = false } = options
  const bits = options.bitsPerSample ?? (tag === 6 || tag === 7 ? 8 : 16)
  const format = Buffer.alloc(extensible ? 40 : 16)
  format.writeUInt16LE(extensible ? 0xfffe : tag, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(sampleRateHertz, 4)
  format.writeUInt32LE((sampleRateHertz * channels * bits) / 8, 8)
  format.writeUInt16LE((channels * bits) / 8, 12)
  format.writeUInt16LE(bits, 14)
  if (extensible) {
    format.writeUInt16LE(22, 16)
    format.writeUInt16LE(bits, 18)
    format.writeUInt16LE(tag, 24)
    Buffer.from('000000001000800000aa00389b71', 'hex').copy(format, 26)
  }
  const count = Math.round(seconds * sampleRateHertz)
  const data = pcmTone(count, sampleRateHertz, channels, bits)
  const body = Buffer.concat([Buffer.from('WAVE'), wavChunk('fmt ', format), ...before, wavChunk('data', data)])
  return wavChunk('RIFF', body)
}

/** An MP3 file, encoded here. */
export function makeMp3(options: { seconds?: number; sampleRateHertz?: number; kilobits?: number } = {}): Buffer {
  const { seconds = 1, sampleRateHertz = 16_000, kilobits = 32 } = options
  const encoder = new Mp3Encoder(1, sampleRateHertz, kilobits)
  const count = Math.round(seconds * sampleRateHertz)
  const tone = pcmTone(count, sampleRateHertz, 1, 16)
  const samples = new Int16Array(tone.buffer, tone.byteOffset, count)
  const parts: Buffer[] = []
  for (let at = 0; at < count; at += 1152)
    parts.push(Buffer.from(encoder.encodeBuffer(samples.subarray(at, at + 1152))))
  parts.push(Buffer.from(encoder.flush()))
  return Buffer.concat(parts)
}

/** The bytes of a file in chunks of a size, as a network might bring them. */
export async function* inChunks(bytes: Uint8Array, chunkBytes = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}
