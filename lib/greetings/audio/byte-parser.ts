/**
 * A parser that asks for bytes by yielding how many, and is given exactly as many, or what is left at the end of the file. So it reads
 * as if the whole file lay before it, while the file passes by in chunks.
 */
export type Parser<Result> = Generator<number, Result, Uint8Array>

/** Drives a parser with the chunks of a stream; holds no more than one request's worth of bytes. */
export class ByteParser<Result> {
  readonly #parser: Parser<Result>
  #needBytes = 0
  #held: Uint8Array = new Uint8Array(0)
  #result: { value: Result } | null = null

  constructor(parser: Parser<Result>) {
    this.#parser = parser
    this.#take(parser.next())
  }

  write(chunk: Uint8Array): void {
    const bytes = this.#held.byteLength === 0 ? chunk : Buffer.concat([this.#held, chunk])
    let offset = 0
    while (this.#result === null && bytes.byteLength - offset >= this.#needBytes) {
      const needBytes = this.#needBytes
      this.#take(this.#parser.next(bytes.subarray(offset, offset + needBytes)))
      offset += needBytes
    }
    // A copy: the stream may use the chunk's memory again.
    this.#held = Uint8Array.from(bytes.subarray(offset))
  }

  /** After the last chunk. */
  end(): Result {
    let rest = this.#held
    while (this.#result === null) {
      const given = rest.subarray(0, this.#needBytes)
      rest = rest.subarray(given.byteLength)
      this.#take(this.#parser.next(given))
    }
    return this.#result.value
  }

  #take(step: IteratorResult<number, Result>): void {
    if (step.done) this.#result = { value: step.value }
    else this.#needBytes = step.value
  }
}

const pieceBytes = 16 * 1024

/** Passes by `sizeBytes` in pieces whose lengths are multiples of `unitBytes`; returns how many bytes there were. */
export function* readPieces(
  sizeBytes: number,
  unitBytes: number,
  onPiece?: (piece: Uint8Array) => void,
): Generator<number, number, Uint8Array> {
  const wholeUnits = Math.max(unitBytes, pieceBytes - (pieceBytes % unitBytes))
  let readBytes = 0
  while (readBytes < sizeBytes) {
    const wantedBytes = Math.min(wholeUnits, sizeBytes - readBytes)
    const piece = yield wantedBytes
    readBytes += piece.byteLength
    onPiece?.(piece)
    if (piece.byteLength < wantedBytes) break
  }
  return readBytes
}

export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Bytes as text, one letter each. */
export const asciiOf = (bytes: Uint8Array, start = 0, end = bytes.byteLength) =>
  String.fromCharCode(...bytes.subarray(start, end))
