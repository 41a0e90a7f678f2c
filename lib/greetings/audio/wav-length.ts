import { greetingLimits } from '../vocabulary'
import { asciiOf, readPieces, viewOf } from './byte-parser'
import { refuse, refuseTruncated } from './refusal'
import type { WavFormat } from './wav-format'

/*
 * A program that writes a WAV into a pipe cannot go back to its header and say how much came. Some leave 0 there, some an empty file's
 * length, others one that no WAV has: FFmpeg 0xffffffff, arecord 2 GB, SoX 0x7ffff000 less what makes no whole sample.
 */
const leastPlaceholder = 0x7fff_0000
/** What follows the length in a WAV without a single sample. */
const emptyFileBytes = 36

export const isUnwrittenSize = (sizeBytes: number) => sizeBytes === 0 || sizeBytes >= leastPlaceholder

/** Where a file ends by its header; Infinity when nobody wrote that. */
export function writtenEnd(declaredBytes: number): number {
  const isWritten = declaredBytes > emptyFileBytes && declaredBytes < leastPlaceholder
  return isWritten ? declaredBytes + 8 : Number.POSITIVE_INFINITY
}

/** null: no chunk has such a name. */
export function chunkName(head: Uint8Array): string | null {
  const name = asciiOf(head, 0, 4)
  return /^[\x20-\x7e]{4}$/.test(name) ? name : null
}

/** Whether another chunk begins here, so that the one before it is empty indeed. */
function isChunkHead(head: Uint8Array): boolean {
  if (head.byteLength < 8 || chunkName(head) === null) return false
  return viewOf(head).getUint32(4, true) <= greetingLimits.sizeBytes
}

/** Holds whole samples of every kind, and the head of a chunk. */
const peekBytes = 24

/**
 * Audio whose length nobody wrote: it reaches as far as there are bytes, at most `roomBytes`, which is how players take it. Throws a
 * refusal when there is none, or when it ends within a sample.
 */
export function* readUnwritten(
  { frameBytes }: WavFormat,
  sizeBytes: number,
  roomBytes: number,
  onPiece: (piece: Uint8Array) => void,
): Generator<number, { audioBytes: number; paddingBytes: number }, Uint8Array> {
  const first = yield Math.min(peekBytes, roomBytes)
  const isEmpty = first.byteLength < frameBytes || (sizeBytes === 0 && isChunkHead(first))
  if (isEmpty) throw refuse('no-audio', 'is a WAV without any audio in it')
  let lastByte = first.at(-1)
  onPiece(first)
  const behindBytes = yield* readPieces(roomBytes - first.byteLength, frameBytes, (piece) => {
    lastByte = piece.at(-1) ?? lastByte
    onPiece(piece)
  })
  const thereBytes = first.byteLength + behindBytes
  const restBytes = thereBytes % frameBytes
  const isPadding = restBytes === 1 && lastByte === 0
  if (restBytes !== 0 && !isPadding) throw refuseTruncated('its audio ends within a sample')
  return { audioBytes: thereBytes - restBytes, paddingBytes: restBytes }
}
