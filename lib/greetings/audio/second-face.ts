import { asciiOf } from './byte-parser'
import { refuseMore } from './refusal'

const headBytes = 1024
/** An archive's last record and the longest comment that may follow it. */
const tailBytes = 22 + 65_535

/** What browsers and readers look for near the beginning of any file. */
const faces: readonly [pattern: RegExp, name: string][] = [
  [/%PDF-/, 'a PDF document begins in it'],
  [/<(!doctype|html|head|body|script|svg|iframe|\?php|\?xml)\b/i, 'markup or a script begins in it'],
]

/** Whether an archive ends where the file ends: its last record says how long the comment after it is. */
function endsAsArchive(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
    if (at + 22 <= tail.byteLength && at + 22 + tail.readUInt16LE(at + 20) === tail.byteLength) return true
    if (at === 0) return false
    at = tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1')
  }
  return false
}

/**
 * Looks for a second face: bytes that are audio to one program and something else to another. Readers find such a face near the
 * beginning of a file, and archives by its end; only these parts are held.
 */
export class SecondFace {
  #head = Buffer.alloc(0)
  #tail = Buffer.alloc(0)

  write(chunk: Uint8Array): void {
    if (this.#head.byteLength < headBytes) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, headBytes - this.#head.byteLength)])
    }
    const joined = Buffer.concat([this.#tail, chunk])
    this.#tail = Buffer.from(joined.subarray(Math.max(0, joined.byteLength - tailBytes)))
  }

  /** After the last chunk. Throws a refusal that names what was found. */
  end(): void {
    const head = asciiOf(this.#head)
    const face = faces.find(([pattern]) => pattern.test(head))
    if (face) throw refuseMore(face[1])
    if (endsAsArchive(this.#tail)) throw refuseMore('it is a ZIP archive, too')
  }
}
