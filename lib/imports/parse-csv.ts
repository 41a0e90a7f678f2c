import { CsvError, parse } from 'csv-parse'
import { FileRefused } from './file-refused'
import { type FileDelimiter, importLimits } from './vocabulary'

/** A row as it stands in the file. `line` is where it begins, from 1. */
export type CsvRow = { cells: readonly string[]; line: number }

function lineBreaks(cells: readonly string[]): number {
  let breaks = 0
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) breaks += cell.match(/\r\n|\n|\r/g)?.length ?? 0
  }
  return breaks
}

/** The parser takes a blank after the closing quote for text, and the quotes with it. Blanks around quotes are no part of a cell. */
function unwrapped(cell: string): string {
  if (!cell.startsWith('"')) return cell
  return /^"([^"\r\n]*)"[ \t]+$/.exec(cell)?.[1] ?? cell
}

/** A cell that should have been quoted from end to end: it begins with a quote, and yet text follows where the quote was closed. */
export function hasMisplacedQuote(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.startsWith('"') && (cell.includes('\n') || cell.includes('\r')))
}

type Place = { row: number; line: number }

const kilobytes = importLimits.rowBytes / 1024

function toRefusal(error: unknown, { row, line }: Place, linesSeen: number): unknown {
  if (!(error instanceof CsvError)) return error
  const where = row === 0 ? `The header in line ${line}` : `Row ${row}, which begins in line ${line},`
  const place = { row, line }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || (error.code === 'CSV_MAX_RECORD_SIZE' && linesSeen > line)) {
    const message = `${where} opens a quote that is not closed, so where the rows below begin is not known. Close the quote, or take it away.`
    return new FileRefused('unclosed-quote', message, place)
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    const message = `${where} is longer than ${kilobytes} KB, which no row of mailboxes is. Look whether the file has line breaks and is a table.`
    return new FileRefused('line-too-long', message, place)
  }
  return error
}

/**
 * The rows of a CSV text in UTF-8, in groups as they come out of each part of it; the header is one of them. Lines without anything in
 * them are left out. Never holds more than one part and one row. Throws FileRefused for an open quote and a row without end, after
 * the rows before it were handed over.
 */
export async function* parseCsv(
  source: AsyncIterable<Buffer>,
  delimiter: FileDelimiter,
  skipLines = 0,
): AsyncGenerator<CsvRow[], void> {
  let rows: CsvRow[] = []
  // Row 0 is the header; where the next row begins.
  const next: Place = { row: 0, line: 1 }
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    ltrim: true,
    max_record_size: importLimits.rowBytes,
    on_record: (given: string[]) => {
      const cells = given.map(unwrapped)
      const { line } = next
      next.line += 1 + lineBreaks(cells)
      if (line <= skipLines || cells.every((cell) => cell.trim() === '')) return null
      next.row += 1
      rows.push({ cells, line })
      return null
    },
  })
  // Failures come by the callbacks below; without a listener they would end the process besides.
  parser.on('error', () => undefined).resume()
  const fed = (feed: (done: (error?: Error | null) => void) => void) =>
    new Promise<unknown>((resolve) => feed((error) => resolve(error ?? null)))
  const taken = () => {
    const batch = rows
    rows = []
    return batch
  }
  try {
    for await (const chunk of source) {
      const error = await fed((done) => parser.write(chunk, done))
      if (rows.length > 0) yield taken()
      if (error) throw toRefusal(error, next, parser.info.lines)
    }
    const error = await fed((done) => {
      parser.once('error', done).once('end', () => done())
      parser.end()
    })
    if (rows.length > 0) yield taken()
    if (error) throw toRefusal(error, next, parser.info.lines)
  } finally {
    parser.destroy()
  }
}
