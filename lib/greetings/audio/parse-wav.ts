import { formatTrackTime } from '@/lib/format/duration'
import { greetingLimits } from '../vocabulary'
import { type Parser, readPieces, viewOf } from './byte-parser'
import type { ParsedAudio } from './parsed-audio'
import { refuse, refuseDamaged, refuseDuration, refuseMore, refuseTruncated } from './refusal'
import { readWavFormat, type WavFormat } from './wav-format'
import { chunkName, isUnwrittenSize, readUnwritten, writtenEnd } from './wav-length'

/** Titles and cue points are small; whoever brings more brings something else. */
const maxOtherBytes = 256 * 1024
const maxFormatBytes = 4096

type Found = {
  format: WavFormat | null
  /** Where the parser stands. */
  offset: number
  /** Where the header says that the file ends; Infinity when its writer never said. */
  endBytes: number
  audioOffsetBytes: number
  audioSizeBytes: number | null
  otherBytes: number
}

const durationOf = (format: WavFormat, sizeBytes: number) =>
  (sizeBytes / format.frameBytes / format.sampleRateHertz) * 1000

function checkAudio(format: WavFormat | null, found: Found, sizeBytes: number): WavFormat {
  if (!format) throw refuseDamaged('its audio comes before the chunk that says what it is')
  if (found.audioSizeBytes !== null) throw refuseDamaged('it has more than one data chunk')
  if (isUnwrittenSize(sizeBytes)) return format
  if (sizeBytes % format.frameBytes !== 0) throw refuseDamaged('its audio ends within a sample')
  checkDuration(format, sizeBytes)
  return format
}

function checkDuration(format: WavFormat, sizeBytes: number): void {
  const durationMs = durationOf(format, sizeBytes)
  if (durationMs > greetingLimits.durationMs) throw refuseDuration(durationMs)
}

/** The head of the next chunk; null at the end of the file. */
function* readChunkHead(offset: number): Generator<number, { name: string; sizeBytes: number } | null, Uint8Array> {
  const head = yield 8
  if (head.byteLength === 0) return null
  if (head.byteLength < 8) throw refuseTruncated('it ends within the header of a chunk')
  const name = chunkName(head)
  if (name === null) throw refuseDamaged(`no chunk begins at byte ${offset}`)
  return { name, sizeBytes: viewOf(head).getUint32(4, true) }
}

function* readFormat(sizeBytes: number, found: Found): Generator<number, WavFormat, Uint8Array> {
  if (found.format) throw refuseDamaged('it has more than one format chunk')
  if (sizeBytes > maxFormatBytes) throw refuseDamaged(`its format chunk claims ${sizeBytes} bytes`)
  const chunk = yield sizeBytes
  if (chunk.byteLength < sizeBytes) throw refuseTruncated('it ends within its format chunk')
  return readWavFormat(chunk)
}

function* readWritten(
  format: WavFormat,
  sizeBytes: number,
  onPiece: (piece: Uint8Array) => void,
): Generator<number, number, Uint8Array> {
  const readBytes = yield* readPieces(sizeBytes, format.frameBytes, onPiece)
  if (readBytes < sizeBytes) {
    const [promised, there] = [sizeBytes, readBytes].map((size) => formatTrackTime(durationOf(format, size), true))
    throw refuseTruncated(`its header promises ${promised}, and ${there} is there`)
  }
  return sizeBytes
}

function* readData(
  sizeBytes: number,
  found: Found,
  onFormat: (format: WavFormat) => (piece: Uint8Array) => void,
): Generator<number, void, Uint8Array> {
  const format = checkAudio(found.format, found, sizeBytes)
  const onPiece = onFormat(format)
  found.audioOffsetBytes = found.offset
  if (!isUnwrittenSize(sizeBytes)) {
    found.audioSizeBytes = yield* readWritten(format, sizeBytes, onPiece)
    found.offset += sizeBytes
    return
  }
  // Of the two lengths the file's own may have been written, if it is not that of an empty file.
  const roomBytes = found.endBytes > found.offset ? found.endBytes - found.offset : Number.POSITIVE_INFINITY
  const { audioBytes, paddingBytes } = yield* readUnwritten(format, sizeBytes, roomBytes, onPiece)
  checkDuration(format, audioBytes)
  found.audioSizeBytes = audioBytes
  found.offset += audioBytes + paddingBytes
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

function* readChunks(
  found: Found,
  onFormat: (format: WavFormat) => (piece: Uint8Array) => void,
): Generator<number, void, Uint8Array> {
  while (found.offset < found.endBytes) {
    const chunk = yield* readChunkHead(found.offset)
    // A last padding byte that the writer counted and left out is no loss.
    if (chunk === null) return
    const { name, sizeBytes } = chunk
    found.offset += 8
    if (name === 'data') yield* readData(sizeBytes, found, onFormat)
    else {
      if (name === 'fmt ') found.format = yield* readFormat(sizeBytes, found)
      else yield* readOther(name, sizeBytes, found)
      found.offset += sizeBytes
    }
    if (found.offset % 2 === 1 && found.offset < found.endBytes) found.offset += (yield 1).byteLength
  }
}

/**
 * Walks every chunk of a WAV to the file's very end. `onFormat` is told the format before the first samples and returns who takes them.
 * Lengths that a writer could not go back to write are those of what is there. Throws a refusal for what is cut off, contradicts itself or
 * goes on after its end.
 */
export function* parseWav(onFormat: (format: WavFormat) => (piece: Uint8Array) => void): Parser<ParsedAudio> {
  const head = yield 12
  if (head.byteLength < 12) throw refuseTruncated(`it ends after ${head.byteLength} bytes, within its header`)
  const endBytes = writtenEnd(viewOf(head).getUint32(4, true))
  const found: Found = {
    ...{ format: null, offset: 12, endBytes },
    ...{ audioOffsetBytes: 0, audioSizeBytes: null, otherBytes: 0 },
  }
  yield* readChunks(found, onFormat)
  const { offset } = found
  if (Number.isFinite(endBytes) && offset < endBytes - 1) {
    throw refuseTruncated(`its header promises ${endBytes} bytes, and ${offset} are there`)
  }
  const beyond = yield 2
  // Some writers add the padding byte and do not count it.
  const isPadding = beyond.byteLength === 1 && beyond[0] === 0 && offset % 2 === 1
  if (beyond.byteLength > 0 && !isPadding) throw refuseMore(`it goes on after byte ${offset}, where its audio ends`)
  return settle(found)
}
