import { decodeText } from './decode-text'
import { type DetectedDelimiter, detectDelimiter } from './detect-delimiter'
import { type DetectedEncoding, detectEncoding } from './detect-encoding'
import { FileRefused } from './file-refused'
import { type OpenedFile, openTable } from './open-table'
import { looksLikeWorkbook } from './other-kind'
import { parseCsv } from './parse-csv'
import { type FileDelimiter, type FileEncoding, importLimits } from './vocabulary'
import { openWorkbook } from './workbook/open-workbook'

/** How a file is to be read where a person knows better than the detection. */
export type FileReading = {
  encoding?: FileEncoding | undefined
  delimiter?: FileDelimiter | undefined
  sheet?: string | undefined
}

/** Enough to tell encoding and delimiter by. */
const headBytes = 64 * 1024
/** Parts fed to the parser: bounds the rows of one group, whatever the size of the parts that come in, so that they are soon forgotten. */
const partBytes = 16 * 1024

type Limits = { fileBytes: number; rows: number }

async function* inParts(source: AsyncIterable<Uint8Array>, fileBytes: number): AsyncGenerator<Buffer, void> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.byteLength
    if (bytes > fileBytes) {
      const message = `The file has more than ${Math.floor(fileBytes / 1024 / 1024)} MB. Split it into several.`
      throw new FileRefused('too-large', message)
    }
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let at = 0; at < buffer.length; at += partBytes) yield buffer.subarray(at, at + partBytes)
  }
}

type Head = { head: Buffer; whole: boolean; all: AsyncGenerator<Buffer, void> }

/** Reads the beginning, and gives the source back as if nothing had been read. */
async function readHead(parts: AsyncGenerator<Buffer, void>): Promise<Head> {
  const first: Buffer[] = []
  let length = 0
  let whole = false
  while (length < headBytes) {
    const { value, done } = await parts.next()
    if (done || !value) {
      whole = true
      break
    }
    first.push(value)
    length += value.length
  }
  async function* all() {
    yield* first
    if (!whole) yield* parts
  }
  return { head: Buffer.concat(first), whole, all: all() }
}

async function* withoutMark(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer, void> {
  let skip = bytes
  for await (const chunk of source) {
    const kept = chunk.subarray(Math.min(skip, chunk.length))
    skip -= chunk.length - kept.length
    if (kept.length > 0) yield kept
  }
}

async function decodedHead(head: Buffer, { encoding, skipBytes }: DetectedEncoding): Promise<string> {
  async function* once() {
    yield head.subarray(skipBytes)
  }
  const parts: Buffer[] = []
  for await (const part of decodeText(once(), encoding)) parts.push(part)
  return Buffer.concat(parts).toString()
}

/**
 * Opens a file for reading, as a stream in bounded memory: finds out encoding and delimiter, reads the header, and gives the rows. Throws
 * FileRefused when it is no table of mailboxes.
 */
export async function openImportFile(
  source: AsyncIterable<Uint8Array>,
  reading: FileReading = {},
  limits: Limits = importLimits,
): Promise<OpenedFile> {
  const { head, whole, all } = await readHead(inParts(source, limits.fileBytes))
  if (looksLikeWorkbook(head)) {
    const { sheet, sheets, groups } = await openWorkbook(all, reading.sheet)
    return openTable({ sheet, sheets }, groups, limits.rows).catch((error) => {
      if (error instanceof FileRefused) error.workbook = { sheet, sheets }
      throw error
    })
  }
  const detected = detectEncoding(head, whole, reading.encoding)
  const { delimiter, skipLines }: DetectedDelimiter = detectDelimiter(
    await decodedHead(head, detected),
    reading.delimiter,
  )
  const text = decodeText(withoutMark(all, detected.skipBytes), detected.encoding)
  return openTable({ encoding: detected.encoding, delimiter }, parseCsv(text, delimiter, skipLines), limits.rows)
}
