import { asciiOf, readPieces, viewOf } from './byte-parser'
import { refuseDamaged, refuseMore, refuseTruncated } from './refusal'

/** Reads on; is given the first four bytes of the tag and gives the first four behind it. */
type TagReader = (head: Uint8Array) => Generator<number, Uint8Array, Uint8Array>

function* pass(sizeBytes: number, name: string): Generator<number, Uint8Array, Uint8Array> {
  const readBytes = yield* readPieces(sizeBytes, 1)
  if (readBytes < sizeBytes) throw refuseTruncated(`it ends within its ${name} tag`)
  return yield 4
}

/** Zeros that fill up: before the next tag or frame, and at the end. Not every tool makes them a multiple of anything. */
function* skipZeros(start: Uint8Array): Generator<number, { head: Uint8Array; zeroBytes: number }, Uint8Array> {
  let head = start
  let zeroBytes = 0
  while (head[0] === 0) {
    const first = head.findIndex((byte) => byte !== 0)
    const zeros = first < 0 ? head.byteLength : first
    const more = yield zeros
    head = Buffer.concat([head.subarray(zeros), more])
    zeroBytes += zeros
  }
  return { head, zeroBytes }
}

const synchsafe = (bytes: Uint8Array) => bytes.reduce((size, byte) => size * 128 + byte, 0)

/** Bytes behind the ten of an ID3v2 head, by its last seven. */
function id3Size(rest: Uint8Array): number {
  const [, , flags = 0] = rest
  const digits = rest.subarray(3, 7)
  if (rest.byteLength < 7 || digits.some((byte) => byte > 127)) throw refuseDamaged('its ID3 tag has no length')
  return synchsafe(digits) + (flags & 0x10 ? 10 : 0)
}

function* readId3(head: Uint8Array): Generator<number, { head: Uint8Array; sizeBytes: number }, Uint8Array> {
  const rest = yield 6
  const sizeBytes = id3Size(Buffer.concat([head.subarray(3), rest]))
  return { head: yield* pass(sizeBytes, 'ID3'), sizeBytes: 10 + sizeBytes }
}

/** Titles and pictures in front of the audio: tools add a tag of their own before another's, and leave room behind it. */
export function* skipFrontTags(
  start: Uint8Array,
): Generator<number, { head: Uint8Array; sizeBytes: number }, Uint8Array> {
  let head = start
  let sizeBytes = 0
  while (asciiOf(head, 0, 3) === 'ID3') {
    const tag = yield* readId3(head)
    const rest = yield* skipZeros(tag.head)
    sizeBytes += tag.sizeBytes + rest.zeroBytes
    head = rest.head
  }
  return { head, sizeBytes }
}

/** An APE tag with its header, which counts what follows it, the footer included. */
function* readApe(): Generator<number, Uint8Array, Uint8Array> {
  const rest = yield 28
  if (rest.byteLength < 28 || asciiOf(rest, 0, 4) !== 'AGEX') throw refuseMore('it ends in an APE tag that is none')
  return yield* pass(viewOf(rest).getUint32(8, true), 'APE')
}

/** One item of an APE tag: size, flags, name, value. False when it is none. */
function* readApeItem(sizeBytes: number): Generator<number, boolean, Uint8Array> {
  const flags = yield 4
  // Of an item's flags only the lowest three are used.
  if (flags.byteLength < 4 || viewOf(flags).getUint32(0, true) > 7) return false
  for (let letters = 0; ; letters += 1) {
    const [letter] = yield 1
    if (letter === 0 && letters >= 2) break
    if (letter === undefined || letter < 0x20 || letter > 0x7e || letters === 255) return false
  }
  return (yield* readPieces(sizeBytes, 1)) === sizeBytes
}

/** An APE tag without a header, as its first version has none. False when this is no such tag. */
export function* readBareApe(start: Uint8Array): Generator<number, boolean, Uint8Array> {
  let head = start
  while (head.byteLength === 4 && asciiOf(head) !== 'APET') {
    if (!(yield* readApeItem(viewOf(head).getUint32(0, true)))) return false
    head = yield 4
  }
  const rest = yield 28
  return head.byteLength === 4 && rest.byteLength === 28 && asciiOf(rest, 0, 4) === 'AGEX'
}

/** Lyrics have no length in front: they end in words, the newer kind with its length before them. */
function* readLyrics(head: Uint8Array): Generator<number, Uint8Array, Uint8Array> {
  const begin = 'LYRICSBEGIN'
  let window = asciiOf(head) + asciiOf(yield begin.length - 4)
  if (window !== begin) throw refuseMore('it ends in a Lyrics3 tag that is none')
  for (let sizeBytes = begin.length; ; sizeBytes += 1) {
    if (window.endsWith('LYRICSEND')) return yield 4
    if (window.endsWith('LYRICS200') && Number(window.slice(-15, -9)) === sizeBytes - 15) return yield 4
    const next = yield 1
    if (next.byteLength === 0) throw refuseTruncated('it ends within its Lyrics3 tag')
    window = (window + asciiOf(next)).slice(-15)
  }
}

function* readId3v1(head: Uint8Array): Generator<number, Uint8Array, Uint8Array> {
  // The longer tag that some write before the plain one, of 227 bytes.
  return yield* pass(asciiOf(head) === 'TAG+' ? 223 : 124, 'ID3')
}

const readers: Readonly<Record<string, TagReader>> = {
  TAG: readId3v1,
  APE: readApe,
  LYR: readLyrics,
  ID3: function* (head) {
    return (yield* readId3(head)).head
  },
}

/** Whether what begins here belongs behind the audio. */
export function isEndTag(head: Uint8Array): boolean {
  return asciiOf(head, 0, 3) in readers || head.every((byte) => byte === 0)
}

/** Titles behind the audio, in every form and order, and zeros that fill up. Nothing else may follow. */
export function* readEndTags(start: Uint8Array, audioEndBytes: number): Generator<number, void, Uint8Array> {
  let { head } = yield* skipZeros(start)
  while (head.byteLength > 0) {
    const read = readers[asciiOf(head, 0, 3)]
    if (!read) throw refuseMore(`it goes on after byte ${audioEndBytes}, where its audio ends`)
    head = (yield* skipZeros(yield* read(head))).head
  }
}
