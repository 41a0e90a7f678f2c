import type { GreetingType, MailboxType } from '@/lib/mailboxes/vocabulary'
import type { HeaderMatch } from './header-matcher'
import type { FileRow } from './open-table'
import { hasMisplacedQuote } from './parse-csv'
import { type CellReader, type CellReading, cellReader } from './read-cell'
import { type ImportField, importLimits, type RefusalCode, type RowAction } from './vocabulary'

/** What a row asks for. A setting that is missing stays, null is reset to inherited. */
export type RowChange = {
  number: string
  action: RowAction
  type?: MailboxType
  owner?: string
  activeGreetingType?: GreetingType | null
  outputPhoneNumber?: string | null
  locale?: string | null
  timeZone?: string | null
  maxMessageCount?: number | null
  maxDurationSeconds?: number | null
  /** By name, as the file has it. */
  profile?: string | null
}

/** One fault of a row. `column` is the header as it stands in the file, null when the row as a whole is meant. */
export type RowRefusal = { code: RefusalCode; field: ImportField | null; column: string | null; value: string }

export type ReadRow = { row: number; line: number } & (
  | { change: RowChange; refusals: readonly [] }
  /** `number` if that much could be read. */
  | { change: null; number: string | null; refusals: readonly RowRefusal[] }
)

/** A refused value as it is shown and stored: short, on one line, and with marks in place of what cannot be seen or stored. */
export function shownValue(cell: string, shownLength: number = importLimits.shownLength): string {
  const seen = cell.slice(0, shownLength + 1).replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
  const short = seen.length > shownLength ? `${seen.slice(0, shownLength - 1)}…` : seen
  // Half a character is none, and no database takes it.
  return short.replace(/\p{Cs}/gu, '\uFFFD')
}

/** The first different values of a column, as they are shown, by which a person knows it again. */
export function columnSamples(rows: readonly (readonly string[])[], index: number): string[] {
  const { samples, sampleLength } = importLimits
  const values = rows.map((cells) => (cells[index] ?? '').trim()).filter(Boolean)
  return [...new Set(values)].slice(0, samples).map((value) => shownValue(value, sampleLength))
}

type Column = { index: number; header: string; field: ImportField; read: CellReader }

const whole = (code: RefusalCode, value: string): RowRefusal => ({
  code,
  field: null,
  column: null,
  value: shownValue(value),
})

/** Faults for which no cell can be trusted to stand in its column. */
function rowFaults(cells: readonly string[], header: readonly string[]): RowRefusal[] {
  if (hasMisplacedQuote(cells)) return [whole('misplaced-quote', cells.find((cell) => cell.startsWith('"')) ?? '')]
  const surplus = cells.slice(header.length).filter((cell) => cell.trim() !== '')
  if (cells.length < header.length || surplus.length > 0) return [whole('cell-count', String(cells.length))]
  const unknown = cells.findIndex((cell) => cell.includes('\uFFFD'))
  if (unknown < 0) return []
  return [
    {
      code: 'undecodable-text',
      field: null,
      column: shownValue(header[unknown] ?? ''),
      value: shownValue(cells[unknown] ?? ''),
    },
  ]
}

/** What lists of other systems say of those that are not deleted. */
const notDeleted: ReadonlySet<string> = new Set(['', 'no', 'n', 'false', '0'])

/** An export of deleted mailboxes brings none of them back: that is restoring, which keeps their greetings. */
function deletionFaults(cells: readonly string[], header: readonly string[], index: number | null): RowRefusal[] {
  const cell = index === null ? '' : (cells[index] ?? '').trim()
  if (index === null || notDeleted.has(cell.toLowerCase())) return []
  return [{ code: 'deleted-mailbox', field: null, column: shownValue(header[index] ?? ''), value: shownValue(cell) }]
}

function isValue(reading: CellReading): reading is { kind: 'value'; value: string | number } {
  return reading.kind === 'value'
}

/**
 * Makes the reader of a file's rows from its header: each row becomes a change of one mailbox, or the list of all its faults. Reads in
 * order; keeps nothing of a row.
 */
export function rowReader(header: readonly string[], match: HeaderMatch): (row: FileRow) => ReadRow {
  const columns = match.columns.flatMap(({ index, field }): Column[] =>
    field ? [{ index, field, header: shownValue(header[index] ?? ''), read: cellReader(field) }] : [],
  )
  const numberColumn = columns.find(({ field }) => field === 'number')

  return ({ row, line, cells }) => {
    const faults = rowFaults(cells, header)
    const values: Partial<Record<ImportField, string | number | null>> = {}
    if (faults.length === 0) {
      for (const { index, field, header: column, read } of columns) {
        const cell = cells[index] ?? ''
        const reading = read(cell)
        if (isValue(reading)) values[field] = reading.value
        else if (reading.kind === 'reset') values[field] = null
        else if (reading.kind === 'refused') faults.push({ code: reading.code, field, column, value: shownValue(cell) })
        else if (field === 'number') faults.push({ code: 'number-missing', field, column, value: '' })
      }
      if (!numberColumn) faults.push(whole('number-missing', ''))
      faults.push(...deletionFaults(cells, header, match.deletedIndex))
    }
    const { number, action = 'save', ...rest } = values
    if (faults.length > 0) {
      return { row, line, change: null, number: typeof number === 'string' ? number : null, refusals: faults }
    }
    // Each value was read by the schema of its field.
    return { row, line, change: { number, action, ...rest } as RowChange, refusals: [] }
  }
}
