import { parse } from 'csv-parse/sync'
import { FileRefused } from './file-refused'
import { matchHeader } from './header-matcher'
import { type FileDelimiter, fileDelimiters } from './vocabulary'

/** `skipLines`: 1 when the first line is the note `sep=;` that Excel writes and reads. */
export type DetectedDelimiter = { delimiter: FileDelimiter; skipLines: number }

const recordDelimiters = ['\r\n', '\n', '\r']

function firstRows(text: string, delimiter: string): string[][] {
  const options = {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: recordDelimiters,
    to: 20,
  }
  try {
    return parse(text, options)
  } catch {
    // A quote that stays open in the sample says nothing about the delimiter; the parser of the whole file will judge it.
    return text
      .split(/\r\n|\n|\r/)
      .slice(0, 20)
      .map((line) => line.split(delimiter))
  }
}

/** How well a delimiter explains the text: understood names count most, then rows as wide as the header. */
function score(rows: readonly string[][]): number {
  const [header = [], ...others] = rows
  if (header.length === 1) return 0
  const understood = matchHeader(header).columns.filter(({ field, match }) => field || match === 'informative').length
  const alike = others.filter((row) => row.length === header.length).length
  return understood * 1000 + (others.length > 0 ? (alike / others.length) * 100 : 0) + Math.min(header.length, 50)
}

const otherDelimiters: readonly { sign: string; name: string }[] = [
  { sign: '|', name: 'vertical bars' },
  { sign: ':', name: 'colons' },
  { sign: '^', name: 'carets' },
  { sign: '~', name: 'tildes' },
]

function refuseOther(text: string): void {
  const [header = ''] = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  const other = otherDelimiters.find(({ sign }) => {
    const cells = header.split(sign)
    return cells.length > 1 && matchHeader(cells).columns.filter(({ field }) => field).length > 1
  })
  if (!other) return
  const message = `The cells are separated by ${other.name}. Save the file with commas, semicolons or tabs between them.`
  throw new FileRefused('wrong-delimiter', message, { line: 1 })
}

/** The delimiter by the beginning of a file, as text. Throws FileRefused when it is none that is read. */
export function detectDelimiter(head: string, chosen?: FileDelimiter): DetectedDelimiter {
  const note = /^\uFEFF?"?sep=([,;\t])"?(?:\r\n|\n|\r)/i.exec(head)
  if (note) return { delimiter: chosen ?? (note[1] as FileDelimiter), skipLines: 1 }
  if (chosen) return { delimiter: chosen, skipLines: 0 }
  const ranked = fileDelimiters
    .map((delimiter) => ({ delimiter, points: score(firstRows(head, delimiter)) }))
    .sort((a, b) => b.points - a.points)
  const [best] = ranked
  if (!best || best.points < 1000) refuseOther(head)
  return { delimiter: best && best.points > 0 ? best.delimiter : ',', skipLines: 0 }
}
