import { type AudioCodec, greetingLimits } from '../vocabulary'
import { viewOf } from './byte-parser'
import { refuseCodec, refuseDamaged, refuseTruncated } from './refusal'

export type WavFormat = {
  codec: AudioCodec
  channels: number
  sampleRateHertz: number
  bitsPerSample: number
  /** Bytes of one moment: a sample of each channel. */
  frameBytes: number
}

const codecByTag: Readonly<Record<number, AudioCodec>> = { 1: 'pcm', 6: 'a-law', 7: 'mu-law' }

/** Others that recorders write, as registered with Microsoft. */
const nameByTag: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  3: 'floating-point samples',
  17: 'IMA ADPCM',
  20: 'G.723 ADPCM',
  34: 'TrueSpeech',
  49: 'GSM 6.10',
  64: 'G.721 ADPCM',
  66: 'G.723.1',
  69: 'G.726 ADPCM',
  80: 'MPEG audio in a WAV',
  85: 'MP3 in a WAV',
  131: 'G.729',
  255: 'AAC in a WAV',
}

/** The tail of the GUID under which the extended header carries the same tags. */
const subformatTail = '000000001000800000aa00389b71'
const extensible = 0xfffe

function tagOf(chunk: Uint8Array): number {
  const tag = viewOf(chunk).getUint16(0, true)
  if (tag !== extensible) return tag
  if (chunk.byteLength < 40) throw refuseTruncated('its format chunk lacks the extension it announces')
  const guid = Buffer.from(chunk.subarray(24, 40)).toString('hex')
  if (!guid.endsWith(subformatTail)) throw refuseCodec(`an unknown codec (subformat ${guid})`)
  return viewOf(chunk).getUint16(24, true)
}

const sampleBits: Readonly<Record<string, readonly number[]>> = { pcm: [8, 16, 24, 32], 'a-law': [8], 'mu-law': [8] }

/** Reads the format chunk and checks that its numbers agree with one another. */
export function readWavFormat(chunk: Uint8Array): WavFormat {
  if (chunk.byteLength < 16) throw refuseTruncated(`its format chunk has ${chunk.byteLength} of at least 16 bytes`)
  const view = viewOf(chunk)
  const tag = tagOf(chunk)
  const codec = codecByTag[tag]
  if (!codec) throw refuseCodec(nameByTag[tag] ?? `an unknown codec (0x${tag.toString(16).padStart(4, '0')})`)
  const channels = view.getUint16(2, true)
  const sampleRateHertz = view.getUint32(4, true)
  const bytesPerSecond = view.getUint32(8, true)
  const frameBytes = view.getUint16(12, true)
  const bitsPerSample = view.getUint16(14, true)
  if (!sampleBits[codec]?.includes(bitsPerSample)) throw refuseCodec(`${codec.toUpperCase()} of ${bitsPerSample} bits`)
  if (channels !== 1 && channels !== 2) throw refuseCodec(`${channels} channels; mono and stereo are taken`)
  const { minSampleRateHertz, maxSampleRateHertz } = greetingLimits
  if (sampleRateHertz < minSampleRateHertz || sampleRateHertz > maxSampleRateHertz) {
    throw refuseCodec(`${sampleRateHertz} samples a second; ${minSampleRateHertz} to ${maxSampleRateHertz} are taken`)
  }
  if (frameBytes !== (channels * bitsPerSample) / 8) throw refuseDamaged('its header contradicts itself (block align)')
  if (bytesPerSecond !== sampleRateHertz * frameBytes) {
    throw refuseDamaged('its header contradicts itself (bytes per second)')
  }
  return { codec, channels, sampleRateHertz, bitsPerSample, frameBytes }
}
