import { decodeText } from './decode-text'
import { type DetectedDelimiter, detectDelimiter } from './detect-delimiter'
import { type DetectedEncoding, detectEncoding } from './detect-encoding'
import { FileRefused } from './file-refused'
import { looksLikeData } from './header-matcher'
import { type CsvRow, parseCsv } from './parse-csv'
import { type FileDelimiter, type FileEncoding, importLimits } from './vocabulary'

/** How a file is to be read where a person knows better than the detection. */
export type FileReading = { encoding?: FileEncoding; delimiter?: FileDelimiter }

/** A row below the header; `row` counts from 1. */
export type FileRow = CsvRow & { row: number }

export type OpenedFile = {
  encoding: FileEncoding
  delimiter: FileDelimiter
  header: readonly string[]
  /** The rows below the header, in groups. Throws FileRefused where the file cannot be read on. Read once. */
  rows: AsyncGenerator<FileRow[], void>
}

/** Enough to tell encoding and delimiter by. */
const headBytes = 64 * 1024
/** Parts fed to the parser: bounds the rows of one group, whatever the size of the parts that come in. */
const partBytes = 64 * 1024

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

function checkHeader(header: readonly string[], line: number): void {
  if (header.length > importLimits.columns) {
    const message = `The header has ${header.length} columns; an import has at most ${importLimits.columns}.`
    throw new FileRefused('too-many-columns', message, { line })
  }
  if (header.some((name) => name.includes('\uFFFD'))) {
    const message =
      'The header holds characters that the encoding of the file cannot explain. Choose its encoding, or save it as UTF-8.'
    throw new FileRefused('undecodable-header', message, { line })
  }
  if (looksLikeData(header)) {
    const message = `The first row (line ${line}) is no header: it holds values. Put the names of the columns above it, such as Mailbox Number.`
    throw new FileRefused('no-header', message, { line })
  }
}

async function* numbered(
  first: CsvRow[],
  groups: AsyncGenerator<CsvRow[], void>,
  maxRows: number,
): AsyncGenerator<FileRow[], void> {
  let row = 0
  const number = (rows: readonly CsvRow[]) =>
    rows.map((one): FileRow => {
      row += 1
      if (row > maxRows) {
        const message = `The file has more than ${maxRows} rows. Split it into several.`
        throw new FileRefused('too-many-rows', message, { row, line: one.line })
      }
      return { ...one, row }
    })
  if (first.length > 0) yield number(first)
  for await (const group of groups) yield number(group)
  if (row === 0) throw new FileRefused('no-rows', 'The file has a header and no rows below it.')
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
  const detected = detectEncoding(head, whole, reading.encoding)
  const { delimiter, skipLines }: DetectedDelimiter = detectDelimiter(
    await decodedHead(head, detected),
    reading.delimiter,
  )
  const text = decodeText(withoutMark(all, detected.skipBytes), detected.encoding)
  const groups = parseCsv(text, delimiter, skipLines)
  const { value: first } = await groups.next()
  const [header, ...rows] = first ?? []
  if (!header) throw new FileRefused('empty-file', 'The file holds nothing but blank lines.')
  checkHeader(header.cells, header.line)
  return { encoding: detected.encoding, delimiter, header: header.cells, rows: numbered(rows, groups, limits.rows) }
}
