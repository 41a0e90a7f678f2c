import { formatTrackTime } from '@/lib/format/duration'
import { greetingLimits } from '../vocabulary'
import { asciiOf, type Parser, viewOf } from './byte-parser'
import { isTaken, type Mp3Frame, readMp3Header, refuseForeign, refuseNoFrame } from './mp3-frame'
import { isEndTag, readBareApe, readEndTags, skipFrontTags } from './mp3-tags'
import type { ParsedAudio } from './parsed-audio'
import { refuse, refuseDamaged, refuseDuration, refuseTruncated } from './refusal'

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
  // Short frames have room for the four letters, by chance, and for nothing behind them.
  if (asciiOf(frame, 36, 40) === 'VBRI' && frame.byteLength >= 54)
    return { frames: viewOf(frame).getUint32(50), paddingSamples: 0 }
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

const same = (a: Mp3Frame, b: Mp3Frame) =>
  a.version === b.version && a.sampleRateHertz === b.sampleRateHertz && a.channels === b.channels

const timeOf = (found: Found) =>
  found.first
    ? formatTrackTime((found.frames * found.first.samples * 1000) / found.first.sampleRateHertz, true)
    : '0:00'

/** Behind the audio may be a tag that says only in its end what it is. Throws a refusal when this is no such tag. */
function* readBareTag(header: Uint8Array, found: Found): Generator<number, void, Uint8Array> {
  if (!found.first) throw refuseNoFrame()
  const at = `at byte ${found.offset} (${timeOf(found)})`
  if (!(yield* readBareApe(header))) throw refuseDamaged(`no frame of the same kind follows ${at}`)
}

function* readFrame(
  header: Uint8Array,
  frame: Mp3Frame,
  found: Found,
  onFrame: (frame: Uint8Array) => void,
): Generator<number, void, Uint8Array> {
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

/** The frame that begins here; null when none does, or one of another kind than those before it. */
function* frameAt(header: Uint8Array, { first }: Found): Generator<number, Mp3Frame | null, Uint8Array> {
  const read = readMp3Header(header)
  if (!read) return null
  if (isTaken(read)) return !first || same(read, first) ? read : null
  if (!first) yield* refuseForeign(read)
  return null
}

/**
 * Walks every frame of an MP3 to the file's very end; frames with sound go to `onFrame`. Throws a refusal for what is cut off, changes its
 * kind, or is no frame.
 */
export function* parseMp3(onFrame: (frame: Uint8Array) => void): Parser<ParsedAudio> {
  const front = yield* skipFrontTags(yield 4)
  const found: Found = {
    ...{ first: null, said: null, frames: 0 },
    ...{ offset: front.sizeBytes, audioOffsetBytes: 0, audioEndBytes: 0 },
  }
  let header = front.head
  while (header.byteLength > 0) {
    if (found.first && isEndTag(header)) {
      yield* readEndTags(header, found.offset)
      break
    }
    if (header.byteLength < 4) throw refuseTruncated(`it ends within the header of a frame, after ${timeOf(found)}`)
    const frame = yield* frameAt(header, found)
    if (frame) yield* readFrame(header, frame, found, onFrame)
    else {
      yield* readBareTag(header, found)
      yield* readEndTags(yield 4, found.offset)
      break
    }
    header = yield 4
  }
  return settle(found)
}
