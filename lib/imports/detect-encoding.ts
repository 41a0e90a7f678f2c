import { isUtf8 } from 'node:buffer'
import { FileRefused } from './file-refused'
import { otherKind, otherKindSentence } from './other-kind'
import type { FileEncoding } from './vocabulary'

/** How a file is to be decoded; `skipBytes` are those of its byte order mark. */
export type DetectedEncoding = { encoding: FileEncoding; skipBytes: number }

function refuseOtherKinds(head: Buffer): void {
  const kind = otherKind(head)
  if (kind) throw new FileRefused('not-a-csv', otherKindSentence(kind))
}

/** Bytes at the end of `bytes` that begin a UTF-8 character and do not end it: 0 to 3. */
export function openCharacterBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/** ASCII text in UTF-16 has a NUL in every other byte, which no other encoding of a text has. */
function utf16WithoutMark(head: Buffer): FileEncoding | null {
  const pairs = Math.floor(Math.min(head.length, 4096) / 2)
  if (pairs === 0) return null
  let even = 0
  let odd = 0
  for (let index = 0; index < pairs * 2; index += 2) {
    if (head[index] === 0) even += 1
    if (head[index + 1] === 0) odd += 1
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le'
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf-16be' : null
}

/**
 * The encoding by the first bytes of a file (`whole`: there are no others). What begins as UTF-8 stays UTF-8: a byte far below that does
 * not fit is a fault of its row, no reason to read all rows otherwise. Throws FileRefused for what is no text.
 */
export function detectEncoding(head: Buffer, whole: boolean, chosen?: FileEncoding): DetectedEncoding {
  if (head.length === 0) throw new FileRefused('empty-file', 'The file is empty.')
  refuseOtherKinds(head)
  const mark: DetectedEncoding | null =
    head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
      ? { encoding: 'utf-8', skipBytes: 3 }
      : head[0] === 0xff && head[1] === 0xfe
        ? { encoding: 'utf-16le', skipBytes: 2 }
        : head[0] === 0xfe && head[1] === 0xff
          ? { encoding: 'utf-16be', skipBytes: 2 }
          : null
  if (mark && (!chosen || chosen === mark.encoding)) return mark
  if (chosen) return { encoding: chosen, skipBytes: 0 }
  const wide = utf16WithoutMark(head)
  if (wide) return { encoding: wide, skipBytes: 0 }
  const complete = whole ? head : head.subarray(0, head.length - openCharacterBytes(head))
  return { encoding: isUtf8(complete) ? 'utf-8' : 'windows-1252', skipBytes: 0 }
}
