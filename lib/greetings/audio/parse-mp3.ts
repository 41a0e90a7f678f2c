import { formatTrackTime } from '@/lib/format/duration'
import { greetingLimits } from '../vocabulary'
import { asciiOf, type Parser, readPieces, viewOf } from './byte-parser'
import { type Mp3Frame, readMp3Frame } from './mp3-frame'
import type { ParsedAudio } from './parsed-audio'
import { refuse, refuseDamaged, refuseDuration, refuseMore, refuseTruncated } from './refusal'

type Found = {
  first: Mp3Frame | null
  frames: number
  offset: number
  audioOffsetBytes: number
  audioEndBytes: number
  /** What the first frame says of the whole file. */
  said: Info | null
}

/** Frames that the encoder counted, and samples of silence that it put in front and behind. */
type Info = { frames: number | null; paddingSamples: number }

/** The description that encoders put into a first frame that carries no sound; null when the frame is an ordinary one. */
function readInfo(frame: Uint8Array, { sideInfoBytes }: Mp3Frame): Info | null {
  if (asciiOf(frame, 36, 40) === 'VBRI') return { frames: viewOf(frame).getUint32(50), paddingSamples: 0 }
  const at = 4 + sideInfoBytes
  const name = asciiOf(frame, at, at + 4)
  if ((name !== 'Xing' && name !== 'Info') || frame.byteLength < at + 12) return null
  const flags = viewOf(frame).getUint32(at + 4)
  const frames = flags & 1 ? viewOf(frame).getUint32(at + 8) : null
  const encoder = at + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0)
  const [a, b, c] = frame.subarray(encoder + 21, encoder + 24)
  if (!/^(LAME|Lavc|Lavf)/.test(asciiOf(frame, encoder, encoder + 4)) || c === undefined)
    return { frames, paddingSamples: 0 }
  const delay = ((a ?? 0) << 4) | ((b ?? 0) >> 4)
  const behind = (((b ?? 0) & 15) << 8) | c
  return { frames, paddingSamples: delay + behind }
}

const synchsafe = (bytes: Uint8Array) => bytes.reduce((size, byte) => size * 128 + byte, 0)

/** Titles and pictures in front of the audio. */
function* skipTag(rest: Uint8Array, found: Found): Generator<number, void, Uint8Array> {
  const [, , flags = 0] = rest
  const sizeDigits = rest.subarray(3, 7)
  if (rest.byteLength < 6 || sizeDigits.some((byte) => byte > 127)) throw refuseDamaged('its ID3 tag has no length')
  const sizeBytes = synchsafe(sizeDigits) + (flags & 0x10 ? 10 : 0)
  const readBytes = yield* readPieces(sizeBytes, 1)
  if (readBytes < sizeBytes) throw refuseTruncated('it ends within its ID3 tag')
  found.offset += 10 + sizeBytes
}

/** Titles behind the audio, in either form, and zeros that fill up. Nothing else may follow. */
function* readEnd(start: Uint8Array, found: Found): Generator<number, void, Uint8Array> {
  let head = start
  if (asciiOf(head, 0, 4) === 'APET') {
    const rest = yield 28
    const sizeBytes = rest.byteLength < 28 ? 0 : viewOf(rest).getUint32(8, true)
    if (sizeBytes === 0 || sizeBytes > 256 * 1024) throw refuseMore('it ends in an APE tag that is none')
    yield* readPieces(sizeBytes, 1)
    head = yield 4
  }
  if (asciiOf(head, 0, 3) === 'TAG') {
    yield 124
    head = yield 4
  }
  while (head.byteLength > 0 && head.every((byte) => byte === 0)) head = yield 4
  if (head.byteLength > 0) throw refuseMore(`it goes on after byte ${found.offset}, where its audio ends`)
}

const same = (a: Mp3Frame, b: Mp3Frame) =>
  a.version === b.version && a.sampleRateHertz === b.sampleRateHertz && a.channels === b.channels

const timeOf = (found: Found) =>
  found.first
    ? formatTrackTime((found.frames * found.first.samples * 1000) / found.first.sampleRateHertz, true)
    : '0:00'

function looksLikeEnd(head: Uint8Array): boolean {
  return /^(TAG|APET)/.test(asciiOf(head)) || head.every((byte) => byte === 0)
}

function* readFrame(
  header: Uint8Array,
  found: Found,
  onFrame: (frame: Uint8Array) => void,
): Generator<number, void, Uint8Array> {
  const frame = readMp3Frame(header)
  if (!frame || (found.first && !same(frame, found.first))) {
    if (!found.first) throw refuse('not-audio', 'begins like an MP3, and no MPEG frame follows')
    throw refuseDamaged(`no frame of the same kind follows at byte ${found.offset} (${timeOf(found)})`)
  }
  const body = yield frame.sizeBytes - 4
  if (body.byteLength < frame.sizeBytes - 4)
    throw refuseTruncated(`its last frame ends too early, after ${timeOf(found)}`)
  const whole = Buffer.concat([header, body])
  const info = found.first ? null : readInfo(whole, frame)
  if (!found.first) Object.assign(found, { first: frame, said: info, audioOffsetBytes: found.offset })
  found.offset += frame.sizeBytes
  found.audioEndBytes = found.offset
  if (info) return
  found.frames += 1
  onFrame(whole)
}

function settle({ first, frames, said, audioOffsetBytes, audioEndBytes }: Found): ParsedAudio {
  if (!first || frames === 0) throw refuse('no-audio', 'is an MP3 without any audio in it')
  if (said?.frames && frames < said.frames) {
    throw refuseTruncated(`its header promises ${said.frames} frames, and ${frames} are there`)
  }
  const samples = Math.max(1, frames * first.samples - (said?.paddingSamples ?? 0))
  const durationMs = Math.max(1, Math.round((samples * 1000) / first.sampleRateHertz))
  if (durationMs > greetingLimits.durationMs + greetingLimits.mp3PaddingMs) throw refuseDuration(durationMs)
  const { sampleRateHertz, channels } = first
  const audioSizeBytes = audioEndBytes - audioOffsetBytes
  return {
    format: 'mp3',
    codec: 'mp3',
    sampleRateHertz,
    channels,
    bitsPerSample: null,
    durationMs,
    audioOffsetBytes,
    audioSizeBytes,
  }
}

/**
 * Walks every frame of an MP3 to the file's very end; frames with sound go to `onFrame`. Throws a refusal for what is cut off, changes its
 * kind, or is no frame.
 */
export function* parseMp3(onFrame: (frame: Uint8Array) => void): Parser<ParsedAudio> {
  const found: Found = { first: null, frames: 0, offset: 0, audioOffsetBytes: 0, audioEndBytes: 0, said: null }
  let header = yield 4
  if (asciiOf(header, 0, 3) === 'ID3') {
    const rest = yield 6
    yield* skipTag(Buffer.concat([header.subarray(3), rest]), found)
    header = yield 4
  }
  while (header.byteLength > 0) {
    if (found.first && looksLikeEnd(header)) {
      yield* readEnd(header, found)
      break
    }
    if (header.byteLength < 4) throw refuseTruncated(`it ends within the header of a frame, after ${timeOf(found)}`)
    yield* readFrame(header, found, onFrame)
    header = yield 4
  }
  return settle(found)
}
