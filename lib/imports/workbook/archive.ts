import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { FileRefused } from '../file-refused'

/** A workbook has some dozens of parts; an archive with this many is something else. */
const maxEntries = 5000

export function damaged(cause?: unknown): FileRefused {
  const message =
    'The workbook is damaged or cut off, so it cannot be read to its end. Save it anew, or save the sheet as CSV.'
  return Object.assign(new FileRefused('damaged-workbook', message), { cause })
}

/** The parts of a ZIP archive by their names, whose capitals do not count. */
export type Archive = {
  has: (name: string) => boolean
  /** Inflates one part as a stream and holds it against its size and checksum. Throws FileRefused, also beyond `maxBytes`. */
  read: (name: string, maxBytes: number) => AsyncGenerator<Buffer, void>
}

async function entriesOf(file: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (file.entryCount > maxEntries) throw damaged()
  const entries = new Map<string, Entry>()
  for await (const entry of file.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  return entries
}

async function* inflated(file: ZipFile, entry: Entry, maxBytes: number): AsyncGenerator<Buffer, void> {
  if (entry.isEncrypted()) {
    throw new FileRefused(
      'damaged-workbook',
      'The workbook is protected by a password. Save it without one, or save the sheet as CSV.',
    )
  }
  let bytes = 0
  let checksum = 0
  try {
    for await (const chunk of (await file.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      // What the archive says of its sizes is the sender's word; what comes out of it counts.
      if (bytes > maxBytes) {
        const message = 'The workbook holds more than can be read from one. Split it, or save the sheet as CSV.'
        throw new FileRefused('too-large', message)
      }
      checksum = crc32(chunk, checksum)
      yield chunk
    }
  } catch (cause) {
    throw cause instanceof FileRefused ? cause : damaged(cause)
  }
  if (checksum !== entry.crc32) throw damaged()
}

/** Opens a ZIP archive that is held whole. Throws FileRefused when it is none, or a damaged one. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  try {
    // Bytes in memory need no closing.
    const file = await fromBufferPromise(bytes, { autoClose: false })
    const entries = await entriesOf(file)
    return {
      has: (name) => entries.has(name.toLowerCase()),
      read: async function* (name, maxBytes) {
        const entry = entries.get(name.toLowerCase())
        if (!entry) throw damaged()
        yield* inflated(file, entry, maxBytes)
      },
    }
  } catch (cause) {
    throw cause instanceof FileRefused ? cause : damaged(cause)
  }
}
