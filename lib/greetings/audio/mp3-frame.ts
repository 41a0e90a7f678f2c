import { refuse, refuseCodec } from './refusal'

export const refuseNoFrame = () => refuse('not-audio', 'begins like an MP3, and no MPEG frame follows')

export type Mp3Header = {
  /** What it is when it is no MP3 that is taken, as the refusal names it. */
  foreign: string | null
  version: 1 | 2 | 2.5
  sampleRateHertz: number
  channels: 1 | 2
  samples: number
  /** null for free format, whose frames end where the next one begins. */
  sizeBytes: number | null
  /** Where the frame's description of the whole file would begin, if it has one. */
  sideInfoBytes: number
}

/** A frame that is taken: MPEG audio Layer III with a length. */
export type Mp3Frame = Mp3Header & { foreign: null; sizeBytes: number }

export const isTaken = (header: Mp3Header): header is Mp3Frame => header.foreign === null && header.sizeBytes !== null

const lowRates = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const

/** Kilobits a second by layer: of version 1, and of the versions with lower sample rates. */
const kilobits = {
  III: [[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320], lowRates],
  II: [[32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384], lowRates],
  I: [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  ],
} as const
const sampleRates = { 1: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 2.5: [11_025, 12_000, 8000] } as const
const versions = [2.5, null, 2, 1] as const
const layers = [null, 'III', 'II', 'I'] as const

function sizeOf(layer: 'I' | 'II' | 'III', samples: number, bitsPerSecond: number, rate: number, padding: number) {
  // Layer I counts in slots of four bytes.
  const slotBytes = layer === 'I' ? 4 : 1
  return (Math.floor(((samples / 8) * bitsPerSecond) / rate / slotBytes) + padding) * slotBytes
}

/**
 * The header of an MPEG audio frame; null when these four bytes are none. Four bytes prove little: other files have them by chance, so that
 * what is not taken is named in `foreign`, to be refused when more of its kind follow.
 */
export function readMp3Header(header: Uint8Array): Mp3Header | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = header
  if (header.byteLength < 4 || first !== 0xff || (second & 0xe0) !== 0xe0) return null
  const version = versions[(second >> 3) & 3]
  const layer = layers[(second >> 1) & 3]
  const rateIndex = third >> 4
  const sampleRateHertz = version ? sampleRates[version][(third >> 2) & 3] : undefined
  if (!version || !layer || rateIndex === 15 || sampleRateHertz === undefined) return null
  const rates = kilobits[layer][version === 1 ? 0 : 1]
  const bitsPerSecond = (rates[rateIndex - 1] ?? 0) * 1000
  const samples = layer === 'I' ? 384 : layer === 'III' && version !== 1 ? 576 : 1152
  const padding = (third >> 1) & 1
  const channels = fourth >> 6 === 3 ? 1 : 2
  const isFree = rateIndex === 0
  return {
    foreign: layer === 'III' ? (isFree ? 'MP3 in free format' : null) : `MPEG audio Layer ${layer}`,
    version,
    sampleRateHertz,
    channels,
    samples,
    sizeBytes: isFree ? null : sizeOf(layer, samples, bitsPerSecond, sampleRateHertz, padding),
    sideInfoBytes: version === 1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17,
  }
}

const isSameKind = (a: Mp3Header, b: Mp3Header) =>
  a.foreign === b.foreign && a.version === b.version && a.sampleRateHertz === b.sampleRateHertz

/** No frame has more: Layer II at its highest rate and lowest sample rate, or free format above that. */
const longestFrameBytes = 4608

/** Whether the bytes behind a frame's header hold a second header of its kind where it must be. */
function* isFollowed(frame: Mp3Header): Generator<number, boolean, Uint8Array> {
  const bytes = yield (frame.sizeBytes ?? longestFrameBytes) + 4
  const isAt = (at: number) => {
    const next = readMp3Header(bytes.subarray(at, at + 4))
    return next !== null && isSameKind(frame, next)
  }
  if (frame.sizeBytes !== null) return isAt(frame.sizeBytes - 4)
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) if (isAt(at)) return true
  return false
}

/** Throws the refusal of a file that begins with a frame that is not taken. */
export function* refuseForeign(frame: Mp3Header): Generator<number, never, Uint8Array> {
  const isFrame = yield* isFollowed(frame)
  throw isFrame && frame.foreign ? refuseCodec(frame.foreign) : refuseNoFrame()
}
