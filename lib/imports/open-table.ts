import { FileRefused } from './file-refused'
import { looksLikeData } from './header-matcher'
import type { CsvRow } from './parse-csv'
import { type FileDelimiter, type FileEncoding, importLimits, refusalHeaders } from './vocabulary'

/** A row below the header; `row` counts from 1. */
export type FileRow = CsvRow & { row: number }

/** How a file is written: as text, or as the sheet of a workbook, which may have others. */
export type FileForm = { encoding: FileEncoding; delimiter: FileDelimiter } | { sheet: string; sheets: string[] }

export type OpenedFile = {
  form: FileForm
  header: readonly string[]
  /** The first rows' cells, for people who are to say what a column holds. They come again in `rows`. */
  sample: readonly (readonly string[])[]
  /** The rows below the header, in groups. Throws FileRefused where the file cannot be read on. Read once. */
  rows: AsyncGenerator<FileRow[], void>
}

function checkHeader(header: readonly string[], line: number): void {
  // A file of refused rows has its reasons besides.
  const own = refusalHeaders.filter((name) => header.includes(name)).length
  if (header.length - own > importLimits.columns) {
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

/** Rows of a sheet end with their last cell that holds anything, wherever the header ends. */
async function* asWide(groups: AsyncGenerator<CsvRow[], void>, width: number): AsyncGenerator<CsvRow[], void> {
  for await (const group of groups) yield group.map((row) => atLeast(row, width))
}

const atLeast = ({ cells, line }: CsvRow, width: number): CsvRow => ({
  cells: cells.length >= width ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => '')],
  line,
})

/** The next rows; what goes wrong there comes when they are read, as the header is fine. */
async function lookAhead(groups: AsyncGenerator<CsvRow[], void>) {
  try {
    const { value } = await groups.next()
    return { rows: value ?? [], rest: groups }
  } catch (error) {
    const failing = async function* (): AsyncGenerator<CsvRow[], void> {
      yield* []
      throw error
    }
    return { rows: [], rest: failing() }
  }
}

/** Takes the first row for the header. */
export async function openTable(
  form: FileForm,
  groups: AsyncGenerator<CsvRow[], void>,
  maxRows: number,
): Promise<OpenedFile> {
  const { value: first } = await groups.next()
  const [header, ...found] = first ?? []
  if (!header) throw new FileRefused('empty-file', 'The file holds nothing but blank lines.')
  checkHeader(header.cells, header.line)
  const width = 'sheet' in form ? header.cells.length : 0
  const ahead = found.length > 0 ? { rows: found, rest: groups } : await lookAhead(groups)
  const rows = ahead.rows.map((row) => atLeast(row, width))
  const sample = rows.slice(0, importLimits.sampleRows).map(({ cells }) => cells)
  const others = width > 0 ? asWide(ahead.rest, width) : ahead.rest
  return { form, header: header.cells, sample, rows: numbered(rows, others, maxRows) }
}
