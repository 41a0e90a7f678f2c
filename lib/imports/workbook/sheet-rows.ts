import { FileRefused } from '../file-refused'
import type { CsvRow } from '../parse-csv'
import { importLimits } from '../vocabulary'
import { damaged } from './archive'
import { type NumberFormat, numberText } from './number-format'
import { decodedText, textAt } from './parts'
import { type Attributes, readXml } from './xml'

export type CellWords = { texts: readonly string[]; formats: readonly NumberFormat[]; is1904: boolean }

/** Cells beyond stand together in the last one: the row is refused for them, and nothing of it is lost. */
const lastColumn = 255

/** `C7` → 2; null for what names no column. */
export function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/i.exec(reference)?.[0].toUpperCase()
  if (!letters) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** No sheet has more rows. Throws FileRefused for what numbers none of them. */
const lastRow = 1_048_576
function rowNumber(text: string): number {
  const row = Number(text)
  if (!Number.isInteger(row) || row < 1 || row > lastRow) throw damaged()
  return row
}

function cellText(
  { t: type = 'n', s: style }: Attributes,
  value: string,
  { texts, formats, is1904 }: CellWords,
): string {
  if (value === '') return ''
  if (type === 's') return textAt(texts, value)
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return decodedText(value)
  return numberText(value, formats[Number(style ?? 0)] ?? { kind: 'digits' }, is1904)
}

/** Puts rows together from the elements of a sheet as they go by. */
class RowBuilder {
  rows: CsvRow[] = []
  #line = 0
  #cells: string[] = []
  #characters = 0
  #column = -1
  #cell: Attributes | null = null
  #value = ''
  #reads = false
  #pronounced = 0

  constructor(readonly words: CellWords) {}

  open(element: string, attributes: Attributes): void {
    if (element === 'row') {
      this.#line = attributes.r === undefined ? this.#line + 1 : rowNumber(attributes.r)
      this.#cells = []
      this.#characters = 0
      this.#column = -1
    } else if (element === 'c') {
      this.#cell = attributes
      this.#column = columnOf(attributes.r ?? '') ?? this.#column + 1
      this.#value = ''
    } else if (element === 'rPh') this.#pronounced += 1
    else if (element === 'v' || element === 't') this.#reads = this.#cell !== null && this.#pronounced === 0
  }

  text(piece: string): void {
    if (!this.#reads) return
    this.#value += piece
    this.#characters += piece.length
    if (this.#characters <= importLimits.rowBytes) return
    const message = `Row ${this.#line} of the sheet holds more than ${importLimits.rowBytes / 1024} KB, which no row of mailboxes does.`
    throw new FileRefused('line-too-long', message, { line: this.#line })
  }

  close(element: string): void {
    if (element === 'v' || element === 't') this.#reads = false
    else if (element === 'rPh') this.#pronounced -= 1
    else if (element === 'c') this.#endCell()
    else if (element === 'row') {
      if (this.#cells.some((cell) => cell.trim() !== '')) this.rows.push({ cells: this.#cells, line: this.#line })
    }
  }

  #endCell(): void {
    const text = this.#cell ? cellText(this.#cell, this.#value, this.words) : ''
    this.#cell = null
    if (text === '') return
    const at = Math.min(this.#column, lastColumn)
    while (this.#cells.length < at) this.#cells.push('')
    this.#cells[at] = at < lastColumn ? text : `${this.#cells[at] ?? ''} ${text}`.trim()
  }
}

/**
 * The rows of a sheet that hold anything, in groups as its XML comes; `line` is the sheet's own count. A value that a formula came to is
 * taken, never the formula. Throws FileRefused.
 */
export async function* sheetRows(source: AsyncIterable<Uint8Array>, words: CellWords): AsyncGenerator<CsvRow[], void> {
  const builder = new RowBuilder(words)
  const steps = readXml(source, {
    open: (element, attributes) => builder.open(element, attributes),
    text: (piece) => builder.text(piece),
    close: (element) => builder.close(element),
  })
  for await (const _ of steps) {
    if (builder.rows.length === 0) continue
    const rows = builder.rows
    builder.rows = []
    yield rows
  }
}
