import { isUtf8 } from 'node:buffer'
import { openCharacterBytes } from './detect-encoding'
import type { FileEncoding } from './vocabulary'

/** What Windows-1252 has where Latin-1 has control characters (bytes 80 to 9F); five places are empty. */
const windows1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

function* utf8Parts(): Generator<Buffer, void, Buffer | null> {
  let rest: Buffer = Buffer.alloc(0)
  let out: Buffer = rest
  for (;;) {
    const chunk: Buffer | null = yield out
    const bytes: Buffer = chunk === null ? rest : rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const open = chunk === null ? 0 : openCharacterBytes(bytes)
    rest = bytes.subarray(bytes.length - open)
    const complete = bytes.subarray(0, bytes.length - open)
    // Checking is faster than decoding by far; only a part with a fault in it is decoded, which puts U+FFFD in the fault's place.
    out = isUtf8(complete) ? complete : Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(complete))
  }
}

function* utf16Parts(encoding: 'utf-16le' | 'utf-16be'): Generator<Buffer, void, Buffer | null> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  let out = ''
  for (;;) {
    const chunk: Buffer | null = yield Buffer.from(out)
    out = chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
  }
}

function* windows1252Parts(): Generator<Buffer, void, Buffer | null> {
  let out = ''
  for (;;) {
    const chunk: Buffer | null = yield Buffer.from(out)
    const replace = (text: string) =>
      text.replace(/[\x80-\x9f]/g, (byte) => windows1252[byte.charCodeAt(0) - 0x80] ?? '')
    out = chunk === null ? '' : replace(chunk.toString('latin1'))
  }
}

function partsOf(encoding: FileEncoding): Generator<Buffer, void, Buffer | null> {
  if (encoding === 'utf-8') return utf8Parts()
  return encoding === 'windows-1252' ? windows1252Parts() : utf16Parts(encoding)
}

/**
 * A text as UTF-8, part by part. What the encoding cannot explain becomes U+FFFD, which the reader of rows refuses where it stands, so
 * nothing is replaced in silence.
 */
export async function* decodeText(source: AsyncIterable<Buffer>, encoding: FileEncoding): AsyncGenerator<Buffer, void> {
  const parts = partsOf(encoding)
  parts.next()
  for await (const chunk of source) {
    const out = parts.next(chunk)
    if (out.value && out.value.length > 0) yield out.value
  }
  const last = parts.next(null)
  if (last.value && last.value.length > 0) yield last.value
}
