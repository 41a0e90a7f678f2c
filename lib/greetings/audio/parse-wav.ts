import { formatTrackTime } from '@/lib/format/duration'
import { greetingLimits } from '../vocabulary'
import { asciiOf, type Parser, readPieces, viewOf } from './byte-parser'
import type { ParsedAudio } from './parsed-audio'
import { refuse, refuseDamaged, refuseDuration, refuseMore, refuseTruncated } from './refusal'
import { readWavFormat, type WavFormat } from './wav-format'

/** Titles and cue points are small; whoever brings more brings something else. */
const maxOtherBytes = 256 * 1024
const maxFormatBytes = 4096
/** Written by programs that did not know the length when they began. */
const unknownLength = 0xffffffff

type Found = { format: WavFormat | null; audioOffsetBytes: number; audioSizeBytes: number | null; otherBytes: number }

const durationOf = (format: WavFormat, sizeBytes: number) =>
  (sizeBytes / format.frameBytes / format.sampleRateHertz) * 1000

function checkAudio(format: WavFormat | null, found: Found, sizeBytes: number): WavFormat {
  if (!format) throw refuseDamaged('its audio comes before the chunk that says what it is')
  if (found.audioSizeBytes !== null) throw refuseDamaged('it has more than one data chunk')
  if (sizeBytes === unknownLength) throw refuseTruncated('its header does not say how long the audio is')
  if (sizeBytes === 0) throw refuse('no-audio', 'is a WAV without any audio in it')
  if (sizeBytes % format.frameBytes !== 0) throw refuseDamaged('its audio ends within a sample')
  const durationMs = durationOf(format, sizeBytes)
  if (durationMs > greetingLimits.durationMs) throw refuseDuration(durationMs)
  return format
}

/** The head of the next chunk; null at the end of the file. */
function* readChunkHead(offset: number): Generator<number, { name: string; sizeBytes: number } | null, Uint8Array> {
  const head = yield 8
  if (head.byteLength === 0) return null
  if (head.byteLength < 8) throw refuseTruncated('it ends within the header of a chunk')
  const name = asciiOf(head, 0, 4)
  if (!/^[\x20-\x7e]{4}$/.test(name)) throw refuseDamaged(`no chunk begins at byte ${offset}`)
  return { name, sizeBytes: viewOf(head).getUint32(4, true) }
}

function* readFormat(sizeBytes: number): Generator<number, WavFormat, Uint8Array> {
  if (sizeBytes > maxFormatBytes) throw refuseDamaged(`its format chunk claims ${sizeBytes} bytes`)
  const chunk = yield sizeBytes
  if (chunk.byteLength < sizeBytes) throw refuseTruncated('it ends within its format chunk')
  return readWavFormat(chunk)
}

function* readAudio(
  format: WavFormat,
  sizeBytes: number,
  onPiece: (piece: Uint8Array) => void,
): Generator<number, void, Uint8Array> {
  const readBytes = yield* readPieces(sizeBytes, format.frameBytes, onPiece)
  if (readBytes < sizeBytes) {
    const [promised, there] = [sizeBytes, readBytes].map((size) => formatTrackTime(durationOf(format, size), true))
    throw refuseTruncated(`its header promises ${promised}, and ${there} is there`)
  }
}

function* readOther(name: string, sizeBytes: number, found: Found): Generator<number, void, Uint8Array> {
  found.otherBytes += sizeBytes
  if (found.otherBytes > maxOtherBytes)
    throw refuseMore(`chunk ${JSON.stringify(name)} has ${sizeBytes} bytes that are no audio`)
  const readBytes = yield* readPieces(sizeBytes, 1)
  if (readBytes < sizeBytes) throw refuseTruncated(`it ends within chunk ${JSON.stringify(name)}`)
}

function settle({ format, audioOffsetBytes, audioSizeBytes }: Found): ParsedAudio {
  if (!format || audioSizeBytes === null) throw refuse('no-audio', 'is a WAV without any audio in it')
  const { codec, sampleRateHertz, channels, bitsPerSample } = format
  const durationMs = Math.max(1, Math.round(durationOf(format, audioSizeBytes)))
  return {
    format: 'wav',
    codec,
    sampleRateHertz,
    channels,
    bitsPerSample,
    durationMs,
    audioOffsetBytes,
    audioSizeBytes,
  }
}

/**
 * Walks every chunk of a WAV to the file's very end. `onFormat` is told the format before the first samples and returns who takes them.
 * Throws a refusal for what is cut off, contradicts itself or goes on after its end.
 */
export function* parseWav(onFormat: (format: WavFormat) => (piece: Uint8Array) => void): Parser<ParsedAudio> {
  const head = yield 12
  if (head.byteLength < 12) throw refuseTruncated(`it ends after ${head.byteLength} bytes, within its header`)
  const declaredBytes = viewOf(head).getUint32(4, true)
  if (declaredBytes === unknownLength) throw refuseTruncated('its header does not say how long it is')
  const endBytes = declaredBytes + 8
  const found: Found = { format: null, audioOffsetBytes: 0, audioSizeBytes: null, otherBytes: 0 }
  let offset = 12
  while (offset < endBytes) {
    const chunk = yield* readChunkHead(offset)
    // A last padding byte that the writer counted and left out is no loss.
    if (chunk === null) break
    offset += 8
    if (chunk.name === 'fmt ') found.format = yield* readFormat(chunk.sizeBytes)
    else if (chunk.name === 'data') {
      const format = checkAudio(found.format, found, chunk.sizeBytes)
      Object.assign(found, { audioOffsetBytes: offset, audioSizeBytes: chunk.sizeBytes })
      yield* readAudio(format, chunk.sizeBytes, onFormat(format))
    } else yield* readOther(chunk.name, chunk.sizeBytes, found)
    offset += chunk.sizeBytes
    if (chunk.sizeBytes % 2 === 1 && offset < endBytes) offset += (yield 1).byteLength
  }
  if (offset < endBytes - 1) throw refuseTruncated(`its header promises ${endBytes} bytes, and ${offset} are there`)
  const beyond = yield 2
  // Some writers add the padding byte and do not count it.
  const isPadding = beyond.byteLength === 1 && beyond[0] === 0 && offset % 2 === 1
  if (beyond.byteLength > 0 && !isPadding) throw refuseMore(`it goes on after byte ${offset}, where its audio ends`)
  return settle(found)
}
