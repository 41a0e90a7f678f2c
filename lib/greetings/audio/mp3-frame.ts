import { refuseCodec } from './refusal'

export type Mp3Frame = {
  version: 1 | 2 | 2.5
  sampleRateHertz: number
  channels: 1 | 2
  samples: number
  sizeBytes: number
  /** Where the frame's description of the whole file would begin, if it has one. */
  sideInfoBytes: number
}

const kilobits = {
  1: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const sampleRates = { 1: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 2.5: [11_025, 12_000, 8000] } as const
const versions = [2.5, null, 2, 1] as const
const layers = [null, 'III', 'II', 'I'] as const

/** The header of an MPEG audio frame; null when these four bytes are none. Throws a refusal for Layer I and II and for free format. */
export function readMp3Frame(header: Uint8Array): Mp3Frame | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = header
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null
  const version = versions[(second >> 3) & 3]
  const layer = layers[(second >> 1) & 3]
  const rateIndex = third >> 4
  const sampleRateHertz = version ? sampleRates[version][(third >> 2) & 3] : undefined
  if (!version || !layer || rateIndex === 15 || sampleRateHertz === undefined) return null
  if (layer !== 'III') throw refuseCodec(`MPEG audio Layer ${layer}`)
  if (rateIndex === 0) throw refuseCodec('MP3 in free format')
  const bitsPerSecond = (kilobits[version === 1 ? 1 : 2][rateIndex - 1] ?? 0) * 1000
  const samples = version === 1 ? 1152 : 576
  const padding = (third >> 1) & 1
  const channels = fourth >> 6 === 3 ? 1 : 2
  return {
    version,
    sampleRateHertz,
    channels,
    samples,
    sizeBytes: Math.floor(((samples / 8) * bitsPerSecond) / sampleRateHertz) + padding,
    sideInfoBytes: version === 1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17,
  }
}
